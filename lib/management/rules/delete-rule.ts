import { z } from "zod";
import { change } from "../audit.ts";
import { idField } from "../fields.ts";
import { operation } from "../operation.ts";
import { getRuleRow } from "./get-rule-row.ts";
import { toRuleView } from "./rule-view.ts";

export const deleteRule = operation(
  {
    id: "deleteRule",
    method: "DELETE",
    path: "/api/routers/{id}/rules/{ruleId}",
    summary: "Delete a rule",
    access: "admin",
    input: z.strictObject({ id: idField, ruleId: idField }),
  },
  async (context, { id: routerId, ruleId }) => {
    await change(context, async ({ tx, audit }) => {
      const before = toRuleView(await getRuleRow(tx, context, { routerId, ruleId }));
      await tx.rule.delete({ where: { id: ruleId, router: { organizationId: context.actor.organizationId } } });
      await audit({ action: "rule.delete", objectKind: "rule", objectId: ruleId, before: { routerId, ...before } });
    });
  },
);
