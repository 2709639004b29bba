import { expect, test } from "vitest";
import { budgetSchema, emptyBudget } from "./budget-form-schema.ts";

const filled = { ...emptyBudget("Europe/Berlin"), limitUsd: "100" };

test("the organization's own budget names nobody", () => {
  expect(budgetSchema.parse({ ...filled, scopeId: "left over from another choice" })).toEqual({
    scope: "organization",
    limitUsd: "100",
    period: "month",
    timezone: "Europe/Berlin",
    mode: "hard",
    alertAt: [0.5, 0.8, 1],
  });
});

test("everything else says which one", () => {
  expect(budgetSchema.safeParse({ ...filled, scope: "key" }).error?.issues[0]?.path).toEqual(["scopeId"]);
  expect(budgetSchema.parse({ ...filled, scope: "key", scopeId: "key_1" })).toMatchObject({ scopeId: "key_1" });
});

test("alerts are percentages, and there may be none", () => {
  expect(budgetSchema.parse({ ...filled, alertAt: "75% 90%" }).alertAt).toEqual([0.75, 0.9]);
  expect(budgetSchema.parse({ ...filled, alertAt: "" }).alertAt).toEqual([]);
  for (const alertAt of ["0", "120", "half"])
    expect(budgetSchema.safeParse({ ...filled, alertAt }).success).toBe(false);
});

test("a budget without an amount is none", () => {
  expect(budgetSchema.safeParse({ ...filled, limitUsd: "" }).error?.issues[0]?.path).toEqual(["limitUsd"]);
});
