import type { BudgetPeriod } from "#lib/core/budget-period.ts";
import type { NanoUsd } from "#lib/core/money.ts";
import type { Transaction } from "../database.ts";
import { ManagementError } from "../errors.ts";

/** What a key's `budgetUsd` and `budgetPeriod` ask for. `null` takes the budget away, absent leaves it. */
export type OwnBudget = { readonly budgetUsd?: NanoUsd | null; readonly budgetPeriod?: BudgetPeriod };

/**
 * The id of the one budget that belongs to a key's own fields. Derived, so that further budgets of the key, made
 * through `/api/budgets`, are never mistaken for it.
 */
export function ownBudgetId(keyId: string): string {
  return `bud_${keyId.slice(keyId.indexOf("_") + 1)}`;
}

type KeyOfBudget = { readonly organizationId: string; readonly id: string };

/** Makes the key's own budget be what was asked for. */
export async function writeOwnBudget(tx: Transaction, key: KeyOfBudget, wanted: OwnBudget): Promise<void> {
  const { organizationId } = key;
  const id = ownBudgetId(key.id);
  const where = { organizationId_id: { organizationId, id } };
  const known = await tx.budget.findUnique({ where });
  const { budgetUsd, budgetPeriod } = wanted;
  if (budgetUsd === null) {
    await tx.budget.deleteMany({ where: { organizationId, id } });
  } else if (known) {
    const limit = budgetUsd === undefined ? {} : { limitNanoUsd: budgetUsd };
    await tx.budget.update({ where, data: { ...limit, ...(budgetPeriod && { period: budgetPeriod }) } });
  } else if (budgetUsd !== undefined) {
    const fixed = { scope: "key", scopeId: key.id, mode: "hard", alertAt: [0.5, 0.8, 1] };
    await tx.budget.create({
      data: { id, organizationId, ...fixed, limitNanoUsd: budgetUsd, period: budgetPeriod ?? "total" },
    });
  } else if (budgetPeriod !== undefined) {
    throw new ManagementError("invalid_request", { param: "budgetPeriod", message: "A period needs a 'budgetUsd'." });
  }
}
