import { newId } from "#lib/core/ids.ts";
import { change } from "../audit.ts";
import { operation } from "../operation.ts";
import { getRouterRow } from "../routers/get-router-row.ts";
import { createRuleInput, requireProvider } from "./rule-fields.ts";
import { ruleInclude, ruleView, toRuleView } from "./rule-view.ts";

export const createRule = operation(
  {
    id: "createRule",
    method: "POST",
    path: "/api/routers/{id}/rules",
    summary: "Add a rule to a router",
    access: "admin",
    input: createRuleInput,
    output: ruleView,
    status: 201,
  },
  async (context, { id: routerId, when, ...fields }) => {
    return change(context, async ({ tx, audit }) => {
      await getRouterRow(tx, context, routerId);
      await requireProvider(tx, context.actor.organizationId, fields.providerId);
      const row = await tx.rule.create({
        data: { id: newId("rul"), routerId, ...fields, ...(when && { conditions: when }) },
        include: ruleInclude,
      });
      const view = toRuleView(row);
      await audit({ action: "rule.create", objectKind: "rule", objectId: row.id, after: { routerId, ...view } });
      return view;
    });
  },
);
