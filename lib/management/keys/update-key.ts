import { type NanoUsd, parseUsd } from "#lib/core/money.ts";
import { change } from "../audit.ts";
import type { ManagementContext } from "../context.ts";
import { ManagementError } from "../errors.ts";
import { operation } from "../operation.ts";
import { requireOwn } from "../require-role.ts";
import { hasRole } from "../roles.ts";
import { requireRouter } from "../routers/require-router.ts";
import { getKeyView } from "./get-key-view.ts";
import { updateKeyInput } from "./key-fields.ts";
import { type KeyView, keyView } from "./key-view.ts";
import { type OwnBudget, writeOwnBudget } from "./own-budget.ts";

export const updateKey = operation(
  {
    id: "updateKey",
    method: "PUT",
    path: "/api/keys/{id}",
    summary: "Change a gateway key; fields that are not sent stay as they are",
    access: "member",
    input: updateKeyInput,
    output: keyView,
  },
  async (context, { id, budgetUsd, budgetPeriod, ...fields }) => {
    const { organizationId } = context.actor;
    const budget = { ...(budgetUsd !== undefined && { budgetUsd }), ...(budgetPeriod && { budgetPeriod }) };
    return change(context, async ({ tx, audit }) => {
      const before = await getKeyView(tx, context, id);
      requireOwn(context, before.userId);
      requireNotRaised(context, before, budget);
      if (fields.routerId) await requireRouter(tx, { organizationId, id: fields.routerId, param: "routerId" });
      await tx.gatewayKey.update({ where: { organizationId_id: { organizationId, id } }, data: fields });
      await writeOwnBudget(tx, { organizationId, id }, budget);
      const after = await getKeyView(tx, context, id);
      await audit({ action: "key.update", objectKind: "key", objectId: id, before, after });
      return after;
    });
  },
);

/** Whoever a budget restrains cannot loosen it: not raise it, not remove it, not let it begin anew. */
function requireNotRaised({ actor }: ManagementContext, before: KeyView, { budgetUsd, budgetPeriod }: OwnBudget): void {
  if (hasRole(actor.role, "admin") || before.budgetUsd === null) return;
  const raised = budgetUsd === null || (budgetUsd !== undefined && budgetUsd > limitOf(before.budgetUsd));
  const restarted = budgetPeriod !== undefined && budgetPeriod !== before.budgetPeriod;
  if (!raised && !restarted) return;
  const param = raised ? "budgetUsd" : "budgetPeriod";
  throw new ManagementError("forbidden", { param, message: "Only an admin may loosen the budget of a key." });
}

function limitOf(usd: string): NanoUsd | 0n {
  return parseUsd(usd) ?? 0n;
}
