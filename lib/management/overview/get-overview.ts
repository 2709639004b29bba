import { z } from "zod";
import type { ManagementContext } from "../context.ts";
import { timeField, timezoneField, viewTime, viewUsd } from "../fields.ts";
import { readWithin } from "../logs/read-within.ts";
import { readLabels } from "../logs/usage-labels.ts";
import { operation } from "../operation.ts";
import { intervalOf, requireRange, stepsOf } from "./overview-range.ts";
import { type OverviewSplit, overviewSplits, overviewView, type RankedUsage } from "./overview-view.ts";
import { readPresent } from "./read-present.ts";
import { readProviderStates } from "./read-provider-states.ts";
import { readTotals, readTraffic, type TrafficRow } from "./read-traffic.ts";

const dayMs = 24 * 3_600_000;
const rankedMost = 8;

export const getOverview = operation(
  {
    id: "getOverview",
    method: "GET",
    path: "/api/overview",
    summary: "Spend, traffic and the providers' state at a glance; the last 24 hours unless said otherwise",
    access: "viewer",
    input: z.strictObject({
      from: timeField.exactOptional(),
      to: timeField.exactOptional(),
      timezone: timezoneField.default("UTC"),
      splitBy: z.enum(overviewSplits).default("model"),
    }),
    output: overviewView,
  },
  async (context, { timezone, splitBy, ...wanted }) => {
    await context.services.flushLedger();
    const to = wanted.to ?? new Date(context.services.clock.nowMs());
    const range = requireRange({ from: wanted.from ?? new Date(to.getTime() - dayMs), to, timezone });

    const { traffic, ...read } = await readWithin(context.db, async (tx) => ({
      traffic: await readTraffic(tx, context, { ...range, splitBy }),
      ...(await readTotals(tx, context, range)),
      ...(await readPresent(tx, context, timezone)),
      providers: await readProviderStates(tx, context),
    }));
    return {
      ...read,
      ...(await nameTraffic(context, traffic, splitBy)),
      from: viewTime(range.from),
      to: viewTime(range.to),
      interval: intervalOf(range),
      times: stepsOf(range).map(viewTime),
    };
  },
);

/** The rows as chart and rankings, under the names that people gave things. */
async function nameTraffic(context: ManagementContext, traffic: readonly TrafficRow[], splitBy: OverviewSplit) {
  const points = traffic.flatMap((row) => (row.kind === "point" && row.at !== null ? [{ ...row, at: row.at }] : []));
  const splits = [...new Set(points.map(({ key }) => key))];
  const models = traffic.filter(({ kind }) => kind === "model").slice(0, rankedMost);
  const keys = traffic.filter(({ kind }) => kind === "key").slice(0, rankedMost);
  const ofKeys = await readLabels(context, "key", [
    ...keys.map(({ key }) => key),
    ...(splitBy === "key" ? splits : []),
  ]);
  const ofSplits = splitBy === "key" ? ofKeys : await readLabels(context, splitBy, splits);
  return {
    series: splits.map((key) => ({ key, label: ofSplits(key) })),
    points: points.map(({ at, key, requests, costNanoUsd }) => ({
      at: viewTime(at),
      key,
      requests: Number(requests),
      costUsd: viewUsd(costNanoUsd),
    })),
    models: models.map((row) => toRanked(row, row.key)),
    keys: keys.map((row) => toRanked(row, ofKeys(row.key))),
  };
}

function toRanked({ key, requests, errors, costNanoUsd }: TrafficRow, label: string): RankedUsage {
  return { key, label, requests: Number(requests), errors: Number(errors), costUsd: viewUsd(costNanoUsd) };
}
