import { periodEnd, periodStart } from "#lib/core/budget-period.ts";
import { ManagementError } from "../errors.ts";

const dayMs = 24 * 3_600_000;
const hoursUpToMs = 3 * dayMs;
const lengthMaxMs = 732 * dayMs;

/** A stretch of time, and the zone in which its days begin. */
export type OverviewRange = { readonly from: Date; readonly to: Date; readonly timezone: string };

/** By hour up to three days, by day beyond: more bars than these nobody can tell apart. */
export function intervalOf({ from, to }: OverviewRange): "hour" | "day" {
  return to.getTime() - from.getTime() <= hoursUpToMs ? "hour" : "day";
}

/** The beginnings of all hours or days that the range touches. Hours are UTC's, as they are kept; days are the zone's. */
export function stepsOf(range: OverviewRange): readonly Date[] {
  const interval = intervalOf(range);
  const timezone = interval === "hour" ? "UTC" : range.timezone;
  const steps: Date[] = [];
  let at = periodStart(interval, timezone, range.from.getTime());
  while (at < range.to) {
    steps.push(at);
    at = periodEnd(interval, timezone, at.getTime()) ?? range.to;
  }
  return steps;
}

/** The same length of time, right before. */
export function beforeOf({ from, to }: OverviewRange): Date {
  return new Date(2 * from.getTime() - to.getTime());
}

export function requireRange(range: OverviewRange): OverviewRange {
  const lengthMs = range.to.getTime() - range.from.getTime();
  if (lengthMs > 0 && lengthMs <= lengthMaxMs) return range;
  const message = lengthMs > 0 ? "The range is longer than two years." : "The range ends before it begins.";
  throw new ManagementError("out_of_range", { message, param: "from" });
}
