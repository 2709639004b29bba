import { expect, test } from "vitest";
import { changedPriorities, moveRule, sharesOf, tiersOf } from "./rule-tiers.ts";

const rules = (...priorities: number[]) =>
  priorities.map((priority, index) => ({ id: "abcdef"[index] ?? "", priority }));

const written = (list: readonly { readonly id: string; readonly priority: number }[]) =>
  list.map(({ id, priority }) => `${id}${priority}`).join(" ");

test("rules of equal priority share one tier", () => {
  expect(tiersOf(rules(10, 10, 20)).map((tier) => tier.rules.length)).toEqual([2, 1]);
});

test("only the moved rule gets another number where there is room", () => {
  const before = rules(10, 20, 30);
  const after = moveRule(before, 2, 0);
  expect(written(after)).toBe("c5 a10 b20");
  expect(changedPriorities(before, after)).toEqual([{ id: "c", priority: 5 }]);
});

test("a rule put down between two that share goes on sharing with them", () => {
  expect(written(moveRule(rules(10, 20, 20), 0, 1))).toBe("b20 a20 c20");
});

test("a rule taken out of a tier stands alone, and the others keep sharing", () => {
  expect(written(moveRule(rules(10, 10, 10, 20), 0, 2))).toBe("b10 c10 a15 d20");
});

test("without room all are numbered anew, and those that shared still share", () => {
  expect(written(moveRule(rules(1, 1, 2, 3), 3, 2))).toBe("a10 b10 d20 c30");
});

test("traffic is shared by weight among the rules that are enabled", () => {
  const weighted = rules(10, 10, 10).map((rule, index) => ({ ...rule, weight: 3 - index, enabled: index < 2 }));
  expect(Object.fromEntries(sharesOf(weighted))).toEqual({ a: 0.6, b: 0.4 });
});

test("weights that are all zero share alike", () => {
  const weightless = rules(10, 10).map((rule) => ({ ...rule, weight: 0, enabled: true }));
  expect([...sharesOf(weightless).values()]).toEqual([0.5, 0.5]);
});
