import { change } from "../audit.ts";
import type { Transaction } from "../database.ts";
import { ManagementError } from "../errors.ts";
import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { hasRole } from "../roles.ts";
import { endSessions, getMember, requireAnotherOwner, requireReach } from "./member-rules.ts";

export const deleteMember = operation(
  {
    id: "deleteMember",
    method: "DELETE",
    path: "/api/members/{id}",
    summary: "Remove somebody, or leave; their keys are disabled and their tokens end",
    access: "viewer",
    input: idInput,
  },
  async (context, { id }) => {
    const { actor } = context;
    const userId = await change(context, async ({ tx, audit }) => {
      const before = await getMember(tx, context, id);
      if (before.userId !== actor.userId) {
        if (!hasRole(actor.role, "admin")) throw new ManagementError("forbidden");
        requireReach(context, before.role);
      }
      await requireAnotherOwner(tx, context, before);
      await removeTraces(tx, { organizationId: actor.organizationId, userId: before.userId });
      await tx.membership.delete({ where: { id, organizationId: actor.organizationId } });
      await audit({ action: "member.delete", objectKind: "member", objectId: id, before });
      return before.userId;
    });
    context.services.sessions.forgetUser(userId);
  },
);

type Leaving = { readonly organizationId: string; readonly userId: string };

/** What would still act for a person who has left. */
async function removeTraces(tx: Transaction, { organizationId, userId }: Leaving): Promise<void> {
  await tx.gatewayKey.updateMany({ where: { organizationId, userId }, data: { enabled: false } });
  await tx.apiToken.deleteMany({ where: { organizationId, userId } });
  await tx.budget.deleteMany({ where: { organizationId, scope: "user", scopeId: userId } });
  await endSessions(tx, userId);
}
