import { expect, test } from "vitest";
import { ascendingPriorities } from "./priorities.ts";

test("only what moved gets another number where there is room", () => {
  expect(ascendingPriorities([10, undefined, 30])).toEqual([10, 20, 30]);
  expect(ascendingPriorities([undefined, 10])).toEqual([5, 10]);
  expect(ascendingPriorities([10, 20, undefined])).toEqual([10, 20, 30]);
});

test("without room between two neighbors all are numbered anew", () => {
  expect(ascendingPriorities([1, undefined, 2])).toEqual([10, 20, 30]);
  expect(ascendingPriorities([undefined, 0])).toEqual([10, 20]);
});

test("numbers that were equal are told apart", () => {
  expect(ascendingPriorities([100, undefined, 100])).toEqual([10, 20, 30]);
});

test("a list of one needs no neighbors", () => {
  expect(ascendingPriorities([undefined])).toEqual([10]);
  expect(ascendingPriorities([])).toEqual([]);
});
