import { change } from "../audit.ts";
import { operation } from "../operation.ts";
import { getRuleRow } from "./get-rule-row.ts";
import { requireProvider, updateRuleInput } from "./rule-fields.ts";
import { ruleView, toRuleView } from "./rule-view.ts";

export const updateRule = operation(
  {
    id: "updateRule",
    method: "PUT",
    path: "/api/routers/{id}/rules/{ruleId}",
    summary: "Change a rule; fields that are not sent stay as they are",
    access: "admin",
    input: updateRuleInput,
    output: ruleView,
  },
  async (context, { id: routerId, ruleId, when, ...fields }) => {
    return change(context, async ({ tx, audit }) => {
      const before = toRuleView(await getRuleRow(tx, context, { routerId, ruleId }));
      if (fields.providerId !== undefined) await requireProvider(tx, context.actor.organizationId, fields.providerId);
      await tx.rule.update({
        where: { id: ruleId, router: { organizationId: context.actor.organizationId } },
        data: { ...fields, ...(when && { conditions: when }) },
      });
      const after = toRuleView(await getRuleRow(tx, context, { routerId, ruleId }));
      await audit({ action: "rule.update", objectKind: "rule", objectId: ruleId, before, after });
      return after;
    });
  },
);
