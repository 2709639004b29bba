import { change } from "../audit.ts";
import { notFound } from "../errors.ts";
import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { toInviteView } from "./invite-view.ts";

export const deleteInvite = operation(
  {
    id: "deleteInvite",
    method: "DELETE",
    path: "/api/invites/{id}",
    summary: "Take an invitation back",
    access: "admin",
    input: idInput,
  },
  async (context, { id }) => {
    const where = { organizationId_id: { organizationId: context.actor.organizationId, id } };
    await change(context, async ({ tx, audit }) => {
      const row = await tx.invite.findUnique({ where });
      if (!row) throw notFound();
      await tx.invite.delete({ where });
      await audit({ action: "invite.delete", objectKind: "invite", objectId: id, before: toInviteView(row) });
    });
  },
);
