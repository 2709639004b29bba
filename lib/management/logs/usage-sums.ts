import { z } from "zod";
import { histogramBuckets, percentileOf } from "#lib/core/histogram.ts";
import type { ManagementContext } from "../context.ts";
import { Prisma, type Transaction } from "../database.ts";
import { idField, timeField, timezoneField, usdView, viewUsd } from "../fields.ts";

/** Where the sums by hour are asked from; whole hours, because that is how they are kept. */
export const usageFilter = {
  from: timeField.exactOptional(),
  to: timeField.exactOptional(),
  timezone: timezoneField.default("UTC"),
  keyId: idField.exactOptional(),
  userId: idField.exactOptional(),
  routerId: idField.exactOptional(),
  provider: idField.exactOptional(),
  model: idField.exactOptional(),
};

const filterSchema = z.strictObject(usageFilter);
export type UsageFilter = z.output<typeof filterSchema>;

export const usageFigures = {
  requests: z.int(),
  errors: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  costUsd: usdView,
  p50LatencyMs: z.int().nullable(),
  p95LatencyMs: z.int().nullable(),
  cachedInputTokens: z.int(),
  /** Served by a later target after an earlier one had failed. */
  rescued: z.int(),
  p50TtftMs: z.int().nullable(),
  p95TtftMs: z.int().nullable(),
};

const figuresSchema = z.object(usageFigures);
export type UsageFigures = z.infer<typeof figuresSchema>;

/** Sums before they become figures; they can be added up further. */
export type UsageSums = {
  readonly requests: bigint;
  readonly errors: bigint;
  readonly inputTokens: bigint;
  readonly outputTokens: bigint;
  readonly costNanoUsd: bigint;
  readonly cachedInputTokens: bigint;
  readonly rescued: bigint;
  readonly latencies: readonly number[];
  readonly firstTokens: readonly number[];
};

export type UsageGroup = UsageSums & { readonly key: string };

const defaultRangeMs = 30 * 24 * 3_600_000;

/** What sums may be grouped by. Fixed fragments: nothing of a caller ever becomes SQL. */
export const usageDimensions = {
  model: Prisma.sql`"model"`,
  provider: Prisma.sql`"provider"`,
  key: Prisma.sql`"keyId"`,
  user: Prisma.sql`"userId"`,
  router: Prisma.sql`"routerId"`,
} as const;

export type UsageDimension = keyof typeof usageDimensions;

export function hourKey(): Prisma.Sql {
  return Prisma.sql`to_char("hour" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`;
}

export function dayKey(timezone: string): Prisma.Sql {
  return Prisma.sql`to_char("hour" AT TIME ZONE ${timezone}, 'YYYY-MM-DD')`;
}

/** Element by element, in the one form that PostgreSQL computes without unfolding each histogram into rows. */
function summed(histogram: "latencyHistogram" | "ttftHistogram"): Prisma.Sql {
  const buckets = Array.from({ length: histogramBuckets }, (_, index) => `sum("${histogram}"[${index + 1}])::int`);
  return Prisma.raw(`ARRAY[${buckets.join(", ")}]`);
}

const summedLatencies = summed("latencyHistogram");
const summedFirstTokens = summed("ttftHistogram");

/** The select list and the conditions that every reading of the sums has in common. */
export function usageColumns(): Prisma.Sql {
  return Prisma.sql`sum("requests")::bigint AS "requests", sum("errors")::bigint AS "errors",
    sum("inputTokens")::bigint AS "inputTokens", sum("outputTokens")::bigint AS "outputTokens",
    sum("costNanoUsd")::bigint AS "costNanoUsd", sum("cachedInputTokens")::bigint AS "cachedInputTokens",
    sum("rescued")::bigint AS "rescued", ${summedLatencies} AS "latencies", ${summedFirstTokens} AS "firstTokens"`;
}

export function usageConditions({ actor, services }: ManagementContext, filter: UsageFilter): Prisma.Sql {
  const to = filter.to ?? new Date(services.clock.nowMs());
  const from = filter.from ?? new Date(to.getTime() - defaultRangeMs);
  const equal = (["keyId", "userId", "routerId", "provider", "model"] as const).flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [Prisma.sql`${Prisma.raw(`"${name}"`)} = ${value}`];
  });
  return Prisma.join(
    [
      Prisma.sql`"organizationId" = ${actor.organizationId}`,
      Prisma.sql`"hour" >= date_trunc('hour', ${from}::timestamptz, 'UTC')`,
      Prisma.sql`"hour" < ${to}::timestamptz`,
      ...equal,
    ],
    " AND ",
  );
}

export async function readUsageGroups(tx: Transaction, key: Prisma.Sql, conditions: Prisma.Sql): Promise<UsageGroup[]> {
  return tx.$queryRaw<UsageGroup[]>`
    SELECT ${key} AS "key", ${usageColumns()} FROM "UsageHour" WHERE ${conditions} GROUP BY 1`;
}

export function addUsage(groups: readonly UsageSums[]): UsageSums {
  const total = (name: SummedField) => groups.reduce((sum, group) => sum + group[name], 0n);
  return {
    requests: total("requests"),
    errors: total("errors"),
    inputTokens: total("inputTokens"),
    outputTokens: total("outputTokens"),
    costNanoUsd: total("costNanoUsd"),
    cachedInputTokens: total("cachedInputTokens"),
    rescued: total("rescued"),
    latencies: addHistograms(groups.map(({ latencies }) => latencies)),
    firstTokens: addHistograms(groups.map(({ firstTokens }) => firstTokens)),
  };
}

type SummedField = Exclude<keyof UsageSums, "latencies" | "firstTokens">;

function addHistograms(histograms: readonly (readonly number[])[]): readonly number[] {
  return Array.from({ length: histogramBuckets }, (_, bucket) =>
    histograms.reduce((sum, histogram) => sum + (histogram[bucket] ?? 0), 0),
  );
}

export function toFigures(sums: UsageSums): UsageFigures {
  return {
    requests: Number(sums.requests),
    errors: Number(sums.errors),
    inputTokens: Number(sums.inputTokens),
    outputTokens: Number(sums.outputTokens),
    costUsd: viewUsd(sums.costNanoUsd),
    p50LatencyMs: percentileOf(sums.latencies, 0.5) ?? null,
    p95LatencyMs: percentileOf(sums.latencies, 0.95) ?? null,
    cachedInputTokens: Number(sums.cachedInputTokens),
    rescued: Number(sums.rescued),
    p50TtftMs: percentileOf(sums.firstTokens, 0.5) ?? null,
    p95TtftMs: percentileOf(sums.firstTokens, 0.95) ?? null,
  };
}
