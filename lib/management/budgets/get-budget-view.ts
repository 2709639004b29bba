import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { notFound } from "../errors.ts";
import { type BudgetView, toBudgetViews } from "./budget-view.ts";

export async function getBudgetView(tx: Transaction, context: ManagementContext, id: string): Promise<BudgetView> {
  const { organizationId } = context.actor;
  const row = await tx.budget.findUnique({ where: { organizationId_id: { organizationId, id } } });
  const [view] = row ? await toBudgetViews(tx, context, [row]) : [];
  if (!view) throw notFound();
  return view;
}
