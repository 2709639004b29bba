import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import {
  addUsage,
  toFigures,
  type UsageFigures,
  type UsageSums,
  usageColumns,
  usageConditions,
  usageDimensions,
} from "../logs/usage-sums.ts";
import { beforeOf, intervalOf, type OverviewRange } from "./overview-range.ts";
import type { OverviewSplit } from "./overview-view.ts";

export type TrafficRow = {
  /** What the row is a sum of: one series in one step, one model, or one key. */
  readonly kind: "point" | "model" | "key";
  readonly at: Date | null;
  readonly key: string;
  readonly requests: bigint;
  readonly errors: bigint;
  readonly costNanoUsd: bigint;
};

type TrafficOptions = OverviewRange & { readonly splitBy: OverviewSplit };

/** The chart and both rankings, in one pass over the sums of the range. */
export async function readTraffic(
  tx: Transaction,
  context: ManagementContext,
  { splitBy, ...range }: TrafficOptions,
): Promise<readonly TrafficRow[]> {
  const { from, to, timezone } = range;
  const unit = intervalOf(range);
  const zone = unit === "hour" ? "UTC" : timezone;
  return tx.$queryRaw<TrafficRow[]>`
    WITH sums AS (
      SELECT date_trunc(${unit}::text, "hour", ${zone}::text) AS "at", ${usageDimensions[splitBy]} AS "split",
             "model", "keyId", "requests", "errors", "costNanoUsd"
      FROM "UsageHour" WHERE ${usageConditions(context, { from, to, timezone })}
    )
    SELECT CASE WHEN grouping("at") = 0 THEN 'point' WHEN grouping("model") = 0 THEN 'model' ELSE 'key' END AS "kind",
           "at", coalesce("split", "model", "keyId") AS "key", sum("requests")::bigint AS "requests",
           sum("errors")::bigint AS "errors", sum("costNanoUsd")::bigint AS "costNanoUsd"
    FROM sums GROUP BY GROUPING SETS (("at", "split"), ("model"), ("keyId"))
    ORDER BY "at", sum("costNanoUsd") DESC, sum("requests") DESC`;
}

type Totals = { readonly totals: UsageFigures; readonly before: UsageFigures };
type TotalsRow = UsageSums & { readonly isNow: boolean };

/** The figures of the range and of the time before it. */
export async function readTotals(tx: Transaction, context: ManagementContext, range: OverviewRange): Promise<Totals> {
  const conditions = usageConditions(context, { ...range, from: beforeOf(range) });
  const rows = await tx.$queryRaw<TotalsRow[]>`
    SELECT "hour" >= date_trunc('hour', ${range.from}::timestamptz, 'UTC') AS "isNow", ${usageColumns()}
    FROM "UsageHour" WHERE ${conditions} GROUP BY 1`;
  return {
    totals: toFigures(addUsage(rows.filter(({ isNow }) => isNow))),
    before: toFigures(addUsage(rows.filter(({ isNow }) => !isNow))),
  };
}
