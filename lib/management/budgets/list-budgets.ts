import { z } from "zod";
import { idField } from "../fields.ts";
import { operation } from "../operation.ts";
import { beforeCursor, pageFields, pageOf, takeOf, toPage } from "../pagination.ts";
import { budgetScopes, budgetView, toBudgetViews } from "./budget-view.ts";

export const listBudgets = operation(
  {
    id: "listBudgets",
    method: "GET",
    path: "/api/budgets",
    summary: "Budgets with what they have spent in their running period, newest first",
    access: "viewer",
    input: z.strictObject({
      ...pageFields,
      scope: z.enum(budgetScopes).exactOptional(),
      scopeId: idField.exactOptional(),
    }),
    output: pageOf(budgetView),
  },
  async (context, { limit, cursor, ...filter }) => {
    const query = { limit, ...(cursor !== undefined && { cursor }) };
    await context.services.flushLedger();
    const rows = await context.db.budget.findMany({
      where: { organizationId: context.actor.organizationId, ...filter, ...beforeCursor(query) },
      orderBy: { id: "desc" },
      take: takeOf(query),
    });
    const page = toPage(rows, query, (row) => row.id);
    return { data: await toBudgetViews(context.db, context, page.data), nextCursor: page.nextCursor };
  },
);
