import { expect, test } from "vitest";
import { compareUnknown } from "./sort-decimal.ts";

test("amounts are ordered by value, not by letter", () => {
  expect(["10", "9.5", "0.000000001", "100"].sort(compareUnknown)).toEqual(["0.000000001", "9.5", "10", "100"]);
});

test("what has no price comes before what is free", () => {
  expect(["0", null, "1", undefined].sort(compareUnknown)).toEqual([null, "0", "1", undefined]);
});
