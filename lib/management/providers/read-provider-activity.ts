import type { ManagementContext } from "../context.ts";
import { getSummary } from "../logs/get-summary.ts";
import { getUsageSeries } from "../logs/get-usage-series.ts";
import type { ProviderStateView } from "../overview/overview-view.ts";
import { readProviderStates } from "../overview/read-provider-states.ts";

/** How a connection did in the last 24 hours, and how it does now. */
export type ProviderActivity = Pick<ProviderStateView, "state" | "attempts" | "failures" | "lastError"> & {
  readonly requests: number;
  readonly errors: number;
  readonly p50LatencyMs: number | null;
  /** Requests by hour, the oldest first, with a zero where there were none. */
  readonly requestsByHour: readonly number[];
};

const hourMs = 3_600_000;
const hours = 24;

/** By the connection's id. Read from the sums by hour, and from the latest attempts for the state. */
export async function readProviderActivity(context: ManagementContext): Promise<ReadonlyMap<string, ProviderActivity>> {
  const nowMs = context.services.clock.nowMs();
  const firstHourMs = Math.floor(nowMs / hourMs) * hourMs - (hours - 1) * hourMs;
  const from = new Date(firstHourMs).toISOString();
  const [states, summary, series] = await Promise.all([
    readProviderStates(context.db, context),
    getSummary(context, { groupBy: "provider", from }),
    getUsageSeries(context, { splitBy: "provider", interval: "hour", from }),
  ]);
  const bySlug = new Map(summary.groups.map((group) => [group.key, group]));
  const points = Map.groupBy(series.points, ({ key }) => key);
  return new Map(
    states.map(({ id, slug, state, attempts, failures, lastError }) => {
      const { requests = 0, errors = 0, p50LatencyMs = null } = bySlug.get(slug) ?? {};
      const requestsByHour = fillHours(points.get(slug) ?? [], firstHourMs);
      return [id, { state, attempts, failures, lastError, requests, errors, p50LatencyMs, requestsByHour }];
    }),
  );
}

type HourPoint = { readonly at: string; readonly requests: number };

function fillHours(points: readonly HourPoint[], firstHourMs: number): readonly number[] {
  const byHour = new Map(points.map(({ at, requests }) => [(Date.parse(at) - firstHourMs) / hourMs, requests]));
  return Array.from({ length: hours }, (_, hour) => byHour.get(hour) ?? 0);
}
