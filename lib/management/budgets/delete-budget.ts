import { change } from "../audit.ts";
import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { getBudgetView } from "./get-budget-view.ts";

export const deleteBudget = operation(
  {
    id: "deleteBudget",
    method: "DELETE",
    path: "/api/budgets/{id}",
    summary: "Delete a budget and what it has counted",
    access: "admin",
    input: idInput,
  },
  async (context, { id }) => {
    const { organizationId } = context.actor;
    await change(context, async ({ tx, audit }) => {
      const before = await getBudgetView(tx, context, id);
      await tx.budget.delete({ where: { organizationId_id: { organizationId, id } } });
      await audit({ action: "budget.delete", objectKind: "budget", objectId: id, before });
    });
  },
);
