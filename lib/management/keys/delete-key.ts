import { change } from "../audit.ts";
import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { requireOwn } from "../require-role.ts";
import { getKeyView } from "./get-key-view.ts";

export const deleteKey = operation(
  {
    id: "deleteKey",
    method: "DELETE",
    path: "/api/keys/{id}",
    summary: "Delete a gateway key; it stops working at once, its log stays",
    access: "member",
    input: idInput,
  },
  async (context, { id }) => {
    const { organizationId } = context.actor;
    await change(context, async ({ tx, audit }) => {
      const before = await getKeyView(tx, context, id);
      requireOwn(context, before.userId);
      await tx.budget.deleteMany({ where: { organizationId, scope: "key", scopeId: id } });
      await tx.gatewayKey.delete({ where: { organizationId_id: { organizationId, id } } });
      await audit({ action: "key.delete", objectKind: "key", objectId: id, before });
    });
  },
);
