import { change } from "../audit.ts";
import { operation } from "../operation.ts";
import { updateBudgetInput } from "./budget-fields.ts";
import { budgetView } from "./budget-view.ts";
import { getBudgetView } from "./get-budget-view.ts";

export const updateBudget = operation(
  {
    id: "updateBudget",
    method: "PUT",
    path: "/api/budgets/{id}",
    summary: "Change a budget; fields that are not sent stay as they are",
    access: "admin",
    input: updateBudgetInput,
    output: budgetView,
  },
  async (context, { id, limitUsd, ...fields }) => {
    const { organizationId } = context.actor;
    return change(context, async ({ tx, audit }) => {
      const before = await getBudgetView(tx, context, id);
      await tx.budget.update({
        where: { organizationId_id: { organizationId, id } },
        data: { ...fields, ...(limitUsd !== undefined && { limitNanoUsd: limitUsd }) },
      });
      const after = await getBudgetView(tx, context, id);
      await audit({ action: "budget.update", objectKind: "budget", objectId: id, before, after });
      return after;
    });
  },
);
