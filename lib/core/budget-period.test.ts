import { describe, expect, it } from "vitest";
import { type BudgetPeriod, budgetPeriods, isTimezone, periodEnd, periodStart } from "./budget-period.ts";

function boundsAt(period: BudgetPeriod, timezone: string, now: string): readonly (string | undefined)[] {
  const nowMs = Date.parse(now);
  return [periodStart(period, timezone, nowMs).toISOString(), periodEnd(period, timezone, nowMs)?.toISOString()];
}

describe("periods of a budget", () => {
  it.each([
    ["hour", "UTC", "2026-03-04T10:59:59.999Z", "2026-03-04T10:00:00.000Z", "2026-03-04T11:00:00.000Z"],
    ["hour", "Asia/Kolkata", "2026-03-04T10:10:00Z", "2026-03-04T09:30:00.000Z", "2026-03-04T10:30:00.000Z"],
    ["day", "UTC", "2026-03-04T00:00:00.000Z", "2026-03-04T00:00:00.000Z", "2026-03-05T00:00:00.000Z"],
    ["day", "America/New_York", "2026-01-01T03:00:00Z", "2025-12-31T05:00:00.000Z", "2026-01-01T05:00:00.000Z"],
    ["week", "UTC", "2026-03-01T23:59:59Z", "2026-02-23T00:00:00.000Z", "2026-03-02T00:00:00.000Z"],
    ["week", "UTC", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00.000Z", "2026-03-09T00:00:00.000Z"],
    ["week", "Asia/Tokyo", "2026-03-01T15:00:00Z", "2026-03-01T15:00:00.000Z", "2026-03-08T15:00:00.000Z"],
    ["month", "UTC", "2028-02-29T12:00:00Z", "2028-02-01T00:00:00.000Z", "2028-03-01T00:00:00.000Z"],
    ["month", "UTC", "2026-12-31T23:59:59Z", "2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["month", "Pacific/Kiritimati", "2026-04-30T12:00:00Z", "2026-04-30T10:00:00.000Z", "2026-05-31T10:00:00.000Z"],
  ] as const)("%s in %s at %s begins at %s and ends at %s", (...row) => {
    const [period, timezone, now, start, end] = row;
    expect(boundsAt(period, timezone, now)).toEqual([start, end]);
  });

  it.each([
    ["the short day of spring", "Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00.000Z", 23],
    ["the long day of autumn", "Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00.000Z", 25],
    ["a day that begins at one o'clock", "Africa/Cairo", "2026-04-24T12:00:00Z", "2026-04-23T22:00:00.000Z", 23],
    ["a day whose clocks go back at midnight", "Africa/Cairo", "2026-10-29T12:00:00Z", "2026-10-28T21:00:00.000Z", 25],
    ["a day that passes midnight twice", "America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00.000Z", 25],
    ["a change of half an hour", "Australia/Lord_Howe", "2026-04-05T00:00:00Z", "2026-04-04T13:00:00.000Z", 24.5],
    ["the day before a skipped one", "Pacific/Apia", "2011-12-30T00:00:00Z", "2011-12-29T10:00:00.000Z", 24],
  ] as const)("knows %s", (...row) => {
    const [, timezone, now, start, hours] = row;
    const [begin, end] = boundsAt("day", timezone, now);
    expect(begin).toBe(start);
    expect((Date.parse(end ?? "") - Date.parse(start)) / 3_600_000).toBe(hours);
  });

  it("total has one start for ever and no end", () => {
    expect(boundsAt("total", "UTC", "2026-03-04T10:00:00Z")).toEqual(boundsAt("total", "UTC", "2031-01-01T00:00:00Z"));
    expect(periodEnd("total", "UTC", 0)).toBeUndefined();
  });

  it("puts every moment of three years into exactly one period, gapless", () => {
    const zones = ["UTC", "Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo", "Asia/Kathmandu", "America/Havana"];
    for (const timezone of zones) {
      for (const period of budgetPeriods.filter((name) => name !== "total" && name !== "hour")) {
        let nowMs = Date.UTC(2025, 0, 1);
        while (nowMs < Date.UTC(2028, 0, 1)) {
          const start = periodStart(period, timezone, nowMs).getTime();
          const end = periodEnd(period, timezone, nowMs)?.getTime() ?? 0;
          expect(start <= nowMs && nowMs < end).toBe(true);
          expect(periodStart(period, timezone, end - 1).getTime()).toBe(start);
          expect(periodStart(period, timezone, end).getTime()).toBe(end);
          nowMs = end + (end - start) / 3;
        }
      }
    }
  });
});

describe("isTimezone", () => {
  it.each(["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])("knows %s", (zone) =>
    expect(isTimezone(zone)).toBe(true),
  );
  it.each(["", "Mars/Base", "+02:00", "Europe/Berlin'", "x".repeat(80)])("refuses %j", (zone) =>
    expect(isTimezone(zone)).toBe(false),
  );
});
