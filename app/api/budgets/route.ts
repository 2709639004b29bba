import { createBudget } from "#lib/management/budgets/create-budget.ts";
import { listBudgets } from "#lib/management/budgets/list-budgets.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listBudgets);
export const POST = managementRoute(createBudget);
