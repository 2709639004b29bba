import { describe, expect, it } from "vitest";
import { namedRange, rangeFilter, readRange } from "./read-range.ts";

const nowMs = Date.parse("2026-03-31T14:25:00Z");
const berlin = { nowMs, timeZone: "Europe/Berlin" };

describe("readRange", () => {
  it("takes 24 hours as 24 steps of which the running hour is the last", () => {
    expect(readRange({ range: "24h" }, berlin)).toEqual({ kind: "24h", from: new Date("2026-03-30T15:00:00Z") });
  });

  it("begins days at the reader's midnight, also where a clock change lies in between", () => {
    expect(namedRange("7d", berlin)).toEqual({ kind: "7d", from: new Date("2026-03-24T23:00:00Z") });
    expect(namedRange("30d", { ...berlin, timeZone: "UTC" }).from).toEqual(new Date("2026-03-02T00:00:00Z"));
  });

  it("prefers times of its own to a name, and ends them now when they name no end", () => {
    const from = "2026-03-01T00:00:00.000Z";
    expect(readRange({ range: "7d", from }, berlin)).toEqual({
      kind: "custom",
      from: new Date(from),
      to: new Date(nowMs),
    });
  });

  it.each([
    {},
    { range: "1y" },
    { from: "yesterday" },
    { from: "2026-05-01", to: "2026-04-01" },
    { range: ["7d", "7d"] },
  ])("takes %j for no range", (query) => {
    expect(readRange(query, berlin)).toBeUndefined();
  });
});

describe("rangeFilter", () => {
  it("leaves a range that goes on with the present open, so that new requests fall into it", () => {
    expect(rangeFilter(namedRange("24h", berlin))).toEqual({ from: "2026-03-30T15:00:00.000Z" });
    expect(rangeFilter(undefined)).toEqual({});
  });
});
