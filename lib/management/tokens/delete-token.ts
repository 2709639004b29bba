import { change } from "../audit.ts";
import { notFound } from "../errors.ts";
import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { hasRole } from "../roles.ts";
import { toTokenView } from "./token-view.ts";

export const deleteToken = operation(
  {
    id: "deleteToken",
    method: "DELETE",
    path: "/api/tokens/{id}",
    summary: "End a management token: one of mine, for admins anybody's",
    access: "viewer",
    input: idInput,
  },
  async (context, { id }) => {
    const { actor, services } = context;
    const mine = hasRole(actor.role, "admin") ? {} : { userId: actor.userId };
    const userId = await change(context, async ({ tx, audit }) => {
      const row = await tx.apiToken.findFirst({
        where: { id, kind: "token", organizationId: actor.organizationId, ...mine },
      });
      if (!row) throw notFound();
      await tx.apiToken.delete({ where: { id } });
      await audit({ action: "token.delete", objectKind: "token", objectId: id, before: toTokenView(row) });
      return row.userId;
    });
    services.sessions.forgetUser(userId);
  },
);
