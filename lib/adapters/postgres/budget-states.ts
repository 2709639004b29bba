import type pg from "pg";
import { nanoUsdFrom, noMoney } from "#lib/core/money.ts";
import type { BudgetRecord, BudgetState } from "../../gateway/ports.ts";
import { budgetSetOf, resetOf } from "./budget-set.ts";

type PeriodRow = { budgetId: string; settledNanoUsd: string; heldNanoUsd: string; unconfirmedNanoUsd: string };

/** What each budget has spent, holds and misses in its running period. */
export async function readBudgetStates(
  pool: pg.Pool,
  budgets: readonly BudgetRecord[],
  nowMs: number,
): Promise<readonly BudgetState[]> {
  if (budgets.length === 0) return [];
  const { budgetIds, periodStarts } = budgetSetOf(budgets, nowMs);
  const { rows } = await pool.query<PeriodRow>(
    `SELECT period."budgetId", period."settledNanoUsd", period."heldNanoUsd", period."unconfirmedNanoUsd"
     FROM unnest($1::text[], $2::timestamptz[]) AS part(id, start)
     JOIN "BudgetPeriod" AS period ON period."budgetId" = part.id AND period."periodStart" = part.start`,
    [budgetIds, periodStarts],
  );
  const byId = new Map(rows.map((row) => [row.budgetId, row]));
  return budgets.map((budget) => {
    const row = byId.get(budget.id);
    return {
      budgetId: budget.id,
      scope: budget.scope,
      limitNanoUsd: budget.limitNanoUsd,
      settledNanoUsd: row ? nanoUsdFrom(row.settledNanoUsd) : noMoney,
      heldNanoUsd: row ? nanoUsdFrom(row.heldNanoUsd) : noMoney,
      unconfirmedNanoUsd: row ? nanoUsdFrom(row.unconfirmedNanoUsd) : noMoney,
      ...resetOf(budget, nowMs),
    };
  });
}
