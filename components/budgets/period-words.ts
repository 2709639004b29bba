import type { BudgetView } from "#lib/management/budgets/budget-view.ts";

export type BudgetPeriodName = BudgetView["period"];

/** After an amount: "$250 a month". */
export const periodWords: Readonly<Record<BudgetPeriodName, string>> = {
  total: "in total",
  hour: "an hour",
  day: "a day",
  week: "a week",
  month: "a month",
};

export const periodOptions = [
  { value: "total", label: "In total" },
  { value: "hour", label: "An hour" },
  { value: "day", label: "A day" },
  { value: "week", label: "A week" },
  { value: "month", label: "A month" },
] as const;
