import { expect, it } from "vitest";
import { parseCost, parseMetadata } from "./log-filters.ts";

it("takes an amount with or without the dollar sign, and nothing that is none", () => {
  expect(["0.05", "$1", "12.345678901", "1.", "-1", "one", ""].map(parseCost)).toEqual([
    "0.05",
    "1",
    "12.345678901",
    ...[undefined, undefined, undefined, undefined],
  ]);
});

it("takes metadata as key and value, of which the value may hold further colons", () => {
  expect(["team:search", "at:12:30", "team", ":x", "team:"].map(parseMetadata)).toEqual([
    "team:search",
    "at:12:30",
    ...[undefined, undefined, undefined],
  ]);
});
