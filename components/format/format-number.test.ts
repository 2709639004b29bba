import { describe, expect, test } from "vitest";
import { changeBetween, formatCount, formatLatency, formatPercent, formatTokens } from "./format-number.ts";

describe("tokens", () => {
  test.each([
    [0, "0"],
    [840, "840"],
    [999, "999"],
    [1000, "1k"],
    [12_400, "12.4k"],
    [999_950, "1M"],
    [1_250_000, "1.25M"],
    [3_000_000_000, "3B"],
  ])("%d reads %s", (count, text) => expect(formatTokens(count)).toBe(text));
});

test("counts keep every digit", () => {
  expect(formatCount(1992)).toBe("1,992");
  expect(formatCount(2_000_000)).toBe("2,000,000");
  expect(formatCount(-1500)).toBe("−1,500");
});

describe("shares", () => {
  test.each([
    [0, "0%"],
    [0.0004, "<0.1%"],
    [0.0123, "1.2%"],
    [0.372, "37%"],
    [0.9999, "99.9%"],
    [1, "100%"],
  ])("%d reads %s", (share, text) => expect(formatPercent(share)).toBe(text));
});

describe("latency", () => {
  test.each([
    [0, "0 ms"],
    [0.43, "0.4 ms"],
    [840, "840 ms"],
    [999.6, "1 s"],
    [2_140, "2.1 s"],
    [59_940, "59.9 s"],
    [59_960, "1 m"],
    [72_000, "1 m 12 s"],
  ])("%d reads %s", (milliseconds, text) => expect(formatLatency(milliseconds).replaceAll("\u00a0", " ")).toBe(text));
});

test("a change says its direction, and from nothing it is new", () => {
  expect(changeBetween(100, 112)).toEqual({ direction: "up", text: "12%" });
  expect(changeBetween(100, 50)).toEqual({ direction: "down", text: "50%" });
  expect(changeBetween(0, 5)).toEqual({ direction: "up", text: "new" });
  expect(changeBetween(5, 5)).toEqual({ direction: "same", text: "no change" });
  expect(changeBetween(1, 40)).toEqual({ direction: "up", text: "40×" });
});
