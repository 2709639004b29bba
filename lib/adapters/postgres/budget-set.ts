import { periodEnd, periodStart } from "#lib/core/budget-period.ts";
import type { BudgetPart, BudgetRecord } from "../../gateway/ports.ts";

/** The budgets that a request counts against, each in the period it is in. */
export type BudgetSet = {
  /** The same for all requests that count against the same periods of the same budgets under the same limits. */
  readonly name: string;
  readonly parts: readonly BudgetPart[];
  readonly budgetIds: readonly string[];
  readonly periodStarts: readonly string[];
};

type Known = { readonly set: BudgetSet; readonly fromMs: number; readonly untilMs: number };

const known = new WeakMap<readonly BudgetRecord[], Known>();

/** Remembered for as long as no period ends: a key asks with the same list every time. */
export function budgetSetOf(budgets: readonly BudgetRecord[], nowMs: number): BudgetSet {
  const last = known.get(budgets);
  if (last && last.fromMs <= nowMs && nowMs < last.untilMs) return last.set;
  const parts = budgets.map(({ id, period, timezone }) => ({
    budgetId: id,
    periodStart: periodStart(period, timezone, nowMs).toISOString(),
  }));
  const limits = budgets.map(({ limitNanoUsd, mode }, index) => [parts[index], limitNanoUsd.toString(), mode]);
  const set = {
    name: JSON.stringify(limits),
    parts,
    budgetIds: parts.map(({ budgetId }) => budgetId),
    periodStarts: parts.map((part) => part.periodStart),
  };
  const ends = budgets.map(({ period, timezone }) => periodEnd(period, timezone, nowMs)?.getTime());
  const untilMs = Math.min(...ends.map((endMs) => endMs ?? Number.POSITIVE_INFINITY));
  known.set(budgets, { set, fromMs: nowMs, untilMs });
  return set;
}

/** When a budget's running period ends; nothing for one without periods. */
export function resetOf(budget: BudgetRecord, nowMs: number): { readonly resetsAt?: string } {
  const end = periodEnd(budget.period, budget.timezone, nowMs);
  return end ? { resetsAt: end.toISOString() } : {};
}
