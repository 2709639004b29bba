import { expect, test } from "vitest";
import { budgetParts } from "./budget-parts.ts";

const budget = { limitUsd: "10", spentUsd: "2.5", heldUsd: "1", unconfirmedUsd: "0" };

test("what is spent and what is held are shares of the limit", () => {
  expect(budgetParts(budget)).toEqual({ spent: 0.25, held: 0.1, tone: "good" });
});

test("what is not confirmed counts as held, and nothing goes beyond the end of the bar", () => {
  expect(budgetParts({ ...budget, spentUsd: "9", heldUsd: "3", unconfirmedUsd: "4" })).toEqual({
    spent: 0.9,
    held: expect.closeTo(0.1),
    tone: "warn",
  });
});

test("a budget is spent at its last nano-dollar, not a float before it", () => {
  const large = { ...budget, limitUsd: "9000000000", heldUsd: "0" };
  expect(budgetParts({ ...large, spentUsd: "8999999999.999999999" }).tone).toBe("warn");
  expect(budgetParts({ ...large, spentUsd: "9000000000.000000000" }).tone).toBe("bad");
});
