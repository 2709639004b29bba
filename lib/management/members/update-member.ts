import { z } from "zod";
import { change } from "../audit.ts";
import { idField, roleField } from "../fields.ts";
import { operation } from "../operation.ts";
import { endSessions, getMember, requireAnotherOwner, requireReach } from "./member-rules.ts";
import { memberView } from "./member-view.ts";

export const updateMember = operation(
  {
    id: "updateMember",
    method: "PUT",
    path: "/api/members/{id}",
    summary: "Change somebody's role; ends their sessions",
    access: "admin",
    input: z.strictObject({ id: idField, role: roleField }),
    output: memberView,
  },
  async (context, { id, role }) => {
    const view = await change(context, async ({ tx, audit }) => {
      const before = await getMember(tx, context, id);
      requireReach(context, before.role);
      requireReach(context, role);
      if (role !== "owner") await requireAnotherOwner(tx, context, before);
      await tx.membership.update({ where: { id, organizationId: context.actor.organizationId }, data: { role } });
      if (role !== before.role) await endSessions(tx, before.userId);
      const after = await getMember(tx, context, id);
      await audit({ action: "member.update", objectKind: "member", objectId: id, before, after });
      return after;
    });
    context.services.sessions.forgetUser(view.userId);
    return view;
  },
);
