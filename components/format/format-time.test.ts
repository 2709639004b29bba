import { describe, expect, test } from "vitest";
import { formatRelative, formatTime, formatUtc, isTimeZone } from "./format-time.ts";

const at = new Date("2026-03-04T23:04:33.120Z");

describe("times", () => {
  test("are written in the reader's zone, the same way in every locale", () => {
    expect(formatTime(at, "second", "UTC")).toBe("Mar 4, 23:04:33");
    expect(formatTime(at, "minute", "Europe/Berlin")).toBe("Mar 5, 00:04");
    expect(formatTime(at, "clock", "America/New_York")).toBe("18:04");
    expect(formatTime(at, "date", "UTC")).toBe("Mar 4, 2026");
    expect(formatTime(at, "day", "UTC")).toBe("Mar 4");
  });

  test("carry their UTC to the millisecond, where there is one", () => {
    expect(formatUtc(at)).toBe("2026-03-04 23:04:33.120 UTC");
    expect(formatUtc(new Date("2026-03-04T12:00:00Z"))).toBe("2026-03-04 12:00:00 UTC");
  });

  test("near ones are told from now, far ones are left to the date", () => {
    const from = (seconds: number) => formatRelative(new Date(at.getTime() - seconds * 1000), at);
    expect(from(2)).toBe("just now");
    expect(from(12)).toBe("12\u00a0s ago");
    expect(from(59 * 60)).toBe("59\u00a0min ago");
    expect(from(-3 * 3600)).toBe("in 3\u00a0h");
    expect(from(40 * 86_400)).toBeUndefined();
  });

  test("a zone nobody knows is refused", () => {
    expect(isTimeZone("Europe/Berlin")).toBe(true);
    expect(isTimeZone("Moon/Crater")).toBe(false);
  });
});
