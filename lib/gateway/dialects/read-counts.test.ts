import { describe, expect, it } from "vitest";
import { decimalString, openCounts, readServiceTier, usageCounts } from "./read-counts.ts";

describe("a count", () => {
  it.each([
    [7, 7, false],
    [0, 0, false],
    [null, 0, false],
    [-3, 0, true],
    [1.2, 2, true],
    ["12", 12, true],
    ["many", 0, true],
    [{}, 0, true],
    [1e300, Number.MAX_SAFE_INTEGER, true],
  ])("of %j is %d (corrected: %s)", (value, expected, clamped) => {
    const counts = openCounts({ tokens: value });
    expect(counts.read("tokens")).toBe(expected);
    expect(counts.clamped()).toBe(clamped);
  });

  it("is the first that is there, also inside another object", () => {
    const counts = openCounts({ details: { a: 3 }, b: 4 });
    expect([counts.read("x.y", "details.a", "b"), counts.read("b"), counts.read("none")]).toEqual([3, 4, 0]);
  });

  it("is never less than its parts: they shrink, the last ones first", () => {
    const counts = openCounts({});
    expect(counts.split(10, [4, 3])).toEqual({ rest: 3, parts: [4, 3] });
    expect(counts.clamped()).toBe(false);
    expect(counts.split(10, [8, 5])).toEqual({ rest: 0, parts: [8, 2] });
    expect(counts.clamped()).toBe(true);
  });

  it("of nothing is left out, but for input and output", () => {
    expect(usageCounts({ input: 0, cached_input: 0, reasoning: 2 })).toEqual({ input: 0, output: 0, reasoning: 2 });
  });
});

describe("a cost", () => {
  it.each([
    [0.00333825, 0, "0.00333825"],
    [1.5e-7, 0, "0.00000015"],
    [1330500, 10, "0.00013305"],
    [12, 0, "12"],
    [1e21, 0, "1000000000000000000000"],
    [25, 1, "2.5"],
    [0, 0, "0"],
    [-1, 0, undefined],
    ["1", 0, undefined],
  ])("of %j, moved by %d places, is %s", (value, places, expected) => {
    expect(decimalString(value, places)).toBe(expected);
  });
});

describe("a service tier", () => {
  it.each([
    ["default", undefined],
    ["standard", undefined],
    ["ON_DEMAND", undefined],
    [null, undefined],
    ["ON_DEMAND_PRIORITY", "priority"],
    ["flex", "flex"],
    ["fast", "priority"],
  ])("%j is %s", (value, expected) => {
    expect(readServiceTier(value)).toBe(expected);
  });
});
