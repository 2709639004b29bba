import { z } from "zod";
import { timeView, usdView } from "../fields.ts";
import { usageFigures } from "../logs/usage-sums.ts";

export const overviewSplits = ["model", "provider", "key", "user"] as const;
export type OverviewSplit = (typeof overviewSplits)[number];

export const providerStates = ["healthy", "degraded", "failing", "idle", "disabled"] as const;

const overviewPoint = z.object({
  /** One of `times`. */
  at: timeView,
  key: z.string(),
  requests: z.int(),
  costUsd: usdView,
});

const ranked = z.object({
  key: z.string(),
  label: z.string(),
  requests: z.int(),
  errors: z.int(),
  costUsd: usdView,
});
export type RankedUsage = z.infer<typeof ranked>;

const providerState = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  state: z.enum(providerStates),
  /** Of the last hour, at most of its last 1,000 requests; what callers did wrong is no failure. */
  attempts: z.int(),
  failures: z.int(),
  lastError: z.string().nullable(),
});
export type ProviderStateView = z.infer<typeof providerState>;

const setupSteps = z.object({ provider: z.boolean(), key: z.boolean(), request: z.boolean(), budget: z.boolean() });
export type SetupSteps = z.infer<typeof setupSteps>;

export const overviewView = z.object({
  from: timeView,
  to: timeView,
  interval: z.enum(["hour", "day"]),
  spend: z.object({
    todayUsd: usdView,
    yesterdayUsd: usdView,
    monthUsd: usdView,
    /** The month's spend if it goes on as it went since the month began. */
    forecastUsd: usdView,
  }),
  totals: z.object(usageFigures),
  /** The same length of time, right before. */
  before: z.object(usageFigures),
  /** The beginning of every hour or day of the range, also of those without requests. */
  times: z.array(timeView),
  series: z.array(z.object({ key: z.string(), label: z.string() })),
  points: z.array(overviewPoint),
  models: z.array(ranked),
  keys: z.array(ranked),
  providers: z.array(providerState),
  /** Which steps of the first run are done. */
  steps: setupSteps,
  /** As `/api/live` answers it. */
  version: z.string(),
});
export type Overview = z.infer<typeof overviewView>;
