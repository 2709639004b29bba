import { z } from "zod";
import type { ManagementContext } from "../context.ts";
import { operation } from "../operation.ts";
import { readWithin } from "./read-within.ts";
import { readLabels } from "./usage-labels.ts";
import {
  addUsage,
  dayKey,
  hourKey,
  readUsageGroups,
  toFigures,
  type UsageGroup,
  usageConditions,
  usageDimensions,
  usageFigures,
  usageFilter,
} from "./usage-sums.ts";

const groupings = ["model", "provider", "key", "user", "router", "hour", "day"] as const;
type Grouping = (typeof groupings)[number];

const totals = z.object(usageFigures);
export const summaryView = z.object({
  totals,
  groups: z.array(z.object({ key: z.string(), label: z.string(), ...usageFigures })),
});
export type Summary = z.infer<typeof summaryView>;

export const getSummary = operation(
  {
    id: "getSummary",
    method: "GET",
    path: "/api/logs/summary",
    summary: "Requests, tokens, cost and latency in sums by hour; the last 30 days unless said otherwise",
    access: "viewer",
    input: z.strictObject({ ...usageFilter, groupBy: z.enum(groupings).default("model") }),
    output: summaryView,
  },
  async (context, { groupBy, ...filter }) => {
    await context.services.flushLedger();
    const conditions = usageConditions(context, filter);
    const key = keyOf(groupBy, filter.timezone);
    const groups = await readWithin(context.db, (tx) => readUsageGroups(tx, key, conditions));
    const labelOf = await labelsOf(context, groupBy, groups);
    return {
      totals: toFigures(addUsage(groups)),
      groups: groups
        .toSorted(isTime(groupBy) ? byKey : byCost)
        .map((group) => ({ key: group.key, label: labelOf(group.key), ...toFigures(group) })),
    };
  },
);

function isTime(grouping: Grouping): grouping is "hour" | "day" {
  return grouping === "hour" || grouping === "day";
}

function keyOf(grouping: Grouping, timezone: string) {
  if (grouping === "hour") return hourKey();
  return grouping === "day" ? dayKey(timezone) : usageDimensions[grouping];
}

async function labelsOf(context: ManagementContext, grouping: Grouping, groups: readonly UsageGroup[]) {
  if (isTime(grouping)) return (key: string) => key;
  return readLabels(
    context,
    grouping,
    groups.map(({ key }) => key),
  );
}

function byKey(left: UsageGroup, right: UsageGroup): number {
  return left.key < right.key ? -1 : 1;
}

function byCost(left: UsageGroup, right: UsageGroup): number {
  if (left.costNanoUsd !== right.costNanoUsd) return left.costNanoUsd < right.costNanoUsd ? 1 : -1;
  return Number(right.requests - left.requests);
}
