import { z } from "zod";
import { Prisma } from "../database.ts";
import { operation } from "../operation.ts";
import { readWithin } from "./read-within.ts";
import { readLabels } from "./usage-labels.ts";
import {
  dayKey,
  hourKey,
  toFigures,
  type UsageGroup,
  usageColumns,
  usageConditions,
  usageDimensions,
  usageFigures,
  usageFilter,
} from "./usage-sums.ts";

const dimensions = ["model", "provider", "key", "user", "router"] as const;

export const usagePoint = z.object({
  /** An hour's start, or a day. */
  at: z.string(),
  /** Empty for everything together. */
  key: z.string(),
  label: z.string(),
  ...usageFigures,
});
export const usageSeries = z.object({ points: z.array(usagePoint) });
export type UsageSeries = z.infer<typeof usageSeries>;
export type UsagePoint = z.infer<typeof usagePoint>;

type PointRow = UsageGroup & { readonly at: string };

export const getUsageSeries = operation(
  {
    id: "getUsageSeries",
    method: "GET",
    path: "/api/logs/series",
    summary: "The sums by hour or day, split by a dimension; times without requests have no point",
    access: "viewer",
    input: z.strictObject({
      ...usageFilter,
      interval: z.enum(["hour", "day"]).default("day"),
      splitBy: z.enum(dimensions).exactOptional(),
    }),
    output: usageSeries,
  },
  async (context, { interval, splitBy, ...filter }) => {
    await context.services.flushLedger();
    const at = interval === "hour" ? hourKey() : dayKey(filter.timezone);
    const key = splitBy === undefined ? Prisma.sql`''` : usageDimensions[splitBy];
    const rows = await readWithin(
      context.db,
      (tx) => tx.$queryRaw<PointRow[]>`
        SELECT ${at} AS "at", ${key} AS "key", ${usageColumns()} FROM "UsageHour"
        WHERE ${usageConditions(context, filter)} GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    const keys = rows.map((row) => row.key);
    const labelOf = splitBy === undefined ? () => "all" : await readLabels(context, splitBy, keys);
    return { points: rows.map((row) => ({ at: row.at, key: row.key, label: labelOf(row.key), ...toFigures(row) })) };
  },
);
