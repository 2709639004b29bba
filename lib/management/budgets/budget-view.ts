import { z } from "zod";
import { type BudgetPeriod, budgetPeriods, periodEnd, periodStart } from "#lib/core/budget-period.ts";
import type { ManagementContext } from "../context.ts";
import type { Prisma, Transaction } from "../database.ts";
import { timeView, usdView, viewTime, viewUsd } from "../fields.ts";

export const budgetScopes = ["organization", "user", "key", "router", "provider", "model"] as const;
export const budgetModes = ["hard", "soft"] as const;

/** What a budget has used up in its running period. */
export const budgetStateView = z.object({
  spentUsd: usdView,
  heldUsd: usdView.meta({ description: "The worst case of the requests in flight" }),
  unconfirmedUsd: usdView.meta({ description: "Of requests whose end is not known; counts in full" }),
  remainingUsd: usdView,
  periodStart: timeView.nullable(),
  resetsAt: timeView.nullable(),
});
export type BudgetState = z.infer<typeof budgetStateView>;

export const budgetView = z.object({
  id: z.string(),
  scope: z.enum(budgetScopes),
  scopeId: z.string(),
  limitUsd: usdView,
  period: z.enum(budgetPeriods),
  timezone: z.string(),
  alertAt: z.array(z.number()),
  mode: z.enum(budgetModes),
  ...budgetStateView.shape,
  createdAt: timeView,
});
export type BudgetView = z.infer<typeof budgetView>;

type BudgetRow = Prisma.BudgetGetPayload<Record<string, never>>;

/** Budgets with what they have spent, read in one query for all of them. */
export async function toBudgetViews(
  tx: Transaction,
  context: ManagementContext,
  rows: readonly BudgetRow[],
): Promise<BudgetView[]> {
  const nowMs = context.services.clock.nowMs();
  const periods = rows.map((row) => ({ budgetId: row.id, periodStart: startOf(row, nowMs) }));
  const sums = periods.length === 0 ? [] : await tx.budgetPeriod.findMany({ where: { OR: periods } });
  const byBudget = new Map(sums.map((sum) => [sum.budgetId, sum]));
  return rows.map((row) => ({
    id: row.id,
    scope: budgetView.shape.scope.parse(row.scope),
    scopeId: row.scopeId,
    limitUsd: viewUsd(row.limitNanoUsd),
    period: periodOf(row),
    timezone: row.timezone,
    alertAt: row.alertAt,
    mode: budgetView.shape.mode.parse(row.mode),
    ...stateOf(row, byBudget.get(row.id), nowMs),
    createdAt: viewTime(row.createdAt),
  }));
}

type Sums = { readonly settledNanoUsd: bigint; readonly heldNanoUsd: bigint; readonly unconfirmedNanoUsd: bigint };

const nothing: Sums = { settledNanoUsd: 0n, heldNanoUsd: 0n, unconfirmedNanoUsd: 0n };

function stateOf(row: BudgetRow, sums: Sums = nothing, nowMs: number): BudgetState {
  const { settledNanoUsd, heldNanoUsd, unconfirmedNanoUsd } = sums;
  const resetsAt = periodEnd(periodOf(row), row.timezone, nowMs);
  return {
    spentUsd: viewUsd(settledNanoUsd),
    heldUsd: viewUsd(heldNanoUsd),
    unconfirmedUsd: viewUsd(unconfirmedNanoUsd),
    remainingUsd: viewUsd(row.limitNanoUsd - settledNanoUsd - heldNanoUsd - unconfirmedNanoUsd),
    periodStart: resetsAt ? viewTime(startOf(row, nowMs)) : null,
    resetsAt: resetsAt ? viewTime(resetsAt) : null,
  };
}

function periodOf(row: BudgetRow): BudgetPeriod {
  return budgetView.shape.period.parse(row.period);
}

function startOf(row: BudgetRow, nowMs: number): Date {
  return periodStart(periodOf(row), row.timezone, nowMs);
}
