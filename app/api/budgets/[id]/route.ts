import { deleteBudget } from "#lib/management/budgets/delete-budget.ts";
import { getBudget } from "#lib/management/budgets/get-budget.ts";
import { updateBudget } from "#lib/management/budgets/update-budget.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getBudget);
export const PUT = managementRoute(updateBudget);
export const DELETE = managementRoute(deleteBudget);
