import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { budgetView } from "./budget-view.ts";
import { getBudgetView } from "./get-budget-view.ts";

export const getBudget = operation(
  {
    id: "getBudget",
    method: "GET",
    path: "/api/budgets/{id}",
    summary: "One budget with what it has spent in its running period",
    access: "viewer",
    input: idInput,
    output: budgetView,
  },
  async (context, { id }) => {
    await context.services.flushLedger();
    return getBudgetView(context.db, context, id);
  },
);
