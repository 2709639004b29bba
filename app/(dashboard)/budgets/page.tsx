import type { Metadata } from "next";
import { BudgetBoard } from "#components/budgets/budget-board.tsx";
import { listBudgets } from "#lib/management/budgets/list-budgets.ts";
import { readBudgetSubjects } from "#lib/management/budgets/read-budget-subjects.ts";
import { hasRole } from "#lib/management/roles.ts";
import { requirePageSession } from "#lib/server/page-session.ts";

export const metadata: Metadata = { title: "Budgets" };

export default async function BudgetsPage() {
  const { context } = await requirePageSession();
  const [first, subjects] = await Promise.all([listBudgets(context, { limit: 200 }), readBudgetSubjects(context)]);
  return <BudgetBoard first={first} subjects={subjects} canEdit={hasRole(context.actor.role, "admin")} />;
}
