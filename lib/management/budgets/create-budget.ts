import { newId } from "#lib/core/ids.ts";
import { change } from "../audit.ts";
import { operation } from "../operation.ts";
import { createBudgetInput } from "./budget-fields.ts";
import { budgetView } from "./budget-view.ts";
import { getBudgetView } from "./get-budget-view.ts";
import { requireScopeObject } from "./require-scope-object.ts";

export const createBudget = operation(
  {
    id: "createBudget",
    method: "POST",
    path: "/api/budgets",
    summary: "Limit what an organization, user, key, router, provider or model may spend",
    access: "admin",
    input: createBudgetInput,
    output: budgetView,
    status: 201,
  },
  async (context, { scopeId, limitUsd, ...fields }) => {
    const { organizationId } = context.actor;
    return change(context, async ({ tx, audit }) => {
      const subject = await requireScopeObject(tx, { organizationId, scope: fields.scope, scopeId });
      const id = newId("bud");
      await tx.budget.create({ data: { id, organizationId, scopeId: subject, limitNanoUsd: limitUsd, ...fields } });
      const view = await getBudgetView(tx, context, id);
      await audit({ action: "budget.create", objectKind: "budget", objectId: id, after: view });
      return view;
    });
  },
);
