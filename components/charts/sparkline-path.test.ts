import { expect, test } from "vitest";
import { sparklinePath } from "./sparkline-path.ts";

const box = { width: 102, height: 22 };

test("the line runs from zero at the bottom to the largest at the top", () => {
  expect(sparklinePath([0, 5, 10], box)).toBe("M1 21L51 11L101 1");
});

test("a gap is a gap, and a value between two gaps is still seen", () => {
  expect(sparklinePath([10, null, 10, null], { width: 5, height: 22 })).toBe("M1 1h0.01M3 1h0.01");
});

test("all zeros lie flat, and nothing at all draws nothing", () => {
  expect(sparklinePath([0, 0], box)).toBe("M1 21L101 21");
  expect(sparklinePath([], box)).toBe("");
});
