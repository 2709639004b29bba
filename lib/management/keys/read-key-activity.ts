import type { ManagementContext } from "../context.ts";
import { getSummary } from "../logs/get-summary.ts";
import { getUsageSeries } from "../logs/get-usage-series.ts";

/** What a key did in the last 30 days. */
export type KeyActivity = {
  readonly requests: number;
  readonly errors: number;
  readonly costUsd: string;
  readonly p50LatencyMs: number | null;
  /** USD by day, the oldest first, with a zero where nothing was spent. For a line only: money is `costUsd`. */
  readonly costByDay: readonly number[];
};

const dayMs = 86_400_000;
const days = 30;

export async function readKeyActivity(context: ManagementContext, keyId: string): Promise<KeyActivity> {
  const firstDayMs = (Math.floor(context.services.clock.nowMs() / dayMs) - (days - 1)) * dayMs;
  const filter = { keyId, from: new Date(firstDayMs).toISOString() };
  const [{ totals }, { points }] = await Promise.all([
    getSummary(context, filter),
    getUsageSeries(context, { ...filter, interval: "day" }),
  ]);
  const byDay = new Map(points.map(({ at, costUsd }) => [(Date.parse(at) - firstDayMs) / dayMs, Number(costUsd)]));
  const { requests, errors, costUsd, p50LatencyMs } = totals;
  const costByDay = Array.from({ length: days }, (_, day) => byDay.get(day) ?? 0);
  return { requests, errors, costUsd, p50LatencyMs, costByDay };
}
