import { expect, test } from "vitest";
import { tickLabel, timeTicks } from "./time-ticks.ts";

function hours(count: number, start = "2026-03-04T00:00:00Z"): string[] {
  const from = new Date(start).getTime();
  return Array.from({ length: count }, (_, index) => new Date(from + index * 3_600_000).toISOString());
}

test("a day by hours is labelled every three hours of the reader's own clock", () => {
  const ticks = timeTicks(hours(24), { step: "hour", timeZone: "Europe/Berlin", most: 8 });
  expect(ticks.map((at) => tickLabel(at, { step: "hour", timeZone: "Europe/Berlin" }))).toEqual([
    "03:00",
    "06:00",
    "09:00",
    "12:00",
    "15:00",
    "18:00",
    "21:00",
    "Mar 5",
  ]);
});

test("a week by hours is labelled by its days", () => {
  const ticks = timeTicks(hours(168), { step: "hour", timeZone: "UTC", most: 8 });
  expect(ticks).toHaveLength(7);
  expect(tickLabel(ticks[0] ?? "", { step: "hour", timeZone: "UTC" })).toBe("Mar 4");
});

test("a month by days ends with a label on its last day", () => {
  const days = hours(30 * 24).filter((_, index) => index % 24 === 0);
  const ticks = timeTicks(days, { step: "day", timeZone: "UTC", most: 8 });
  expect(ticks.at(-1)).toBe(days.at(-1));
  expect(ticks.length).toBeLessThanOrEqual(8);
});

test("an hour by minutes is labelled on round minutes", () => {
  const from = new Date("2026-03-04T10:07:00Z").getTime();
  const minutes = Array.from({ length: 60 }, (_, index) => new Date(from + index * 60_000).toISOString());
  const ticks = timeTicks(minutes, { step: "minute", timeZone: "UTC", most: 8 });
  expect(ticks.map((at) => at.slice(14, 16))).toEqual(["10", "20", "30", "40", "50", "00"]);
});
