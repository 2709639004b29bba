import { z } from "zod";
import { newGatewayKey } from "#lib/core/gateway-key.ts";
import { newId } from "#lib/core/ids.ts";
import { change } from "../audit.ts";
import type { ManagementContext } from "../context.ts";
import { ManagementError } from "../errors.ts";
import { emailField, roleField } from "../fields.ts";
import { requireReach } from "../members/member-rules.ts";
import { operation } from "../operation.ts";
import type { Role } from "../roles.ts";
import { type CreatedInviteView, createdInviteView, toInviteView } from "./invite-view.ts";

const validMs = 72 * 3_600_000;

const info = {
  id: "createInvite",
  method: "POST",
  path: "/api/invites",
  summary: "Invite somebody; a further invitation for the same address replaces the one before",
  access: "admin",
  input: z.strictObject({ email: emailField, role: roleField }),
  output: createdInviteView,
  status: 201,
} as const;

export const createInvite = operation(info, invite);

/** The same under the name of what comes of it: people become members by accepting, never without. */
export const inviteMember = operation({ ...info, id: "inviteMember", path: "/api/members" }, invite);

async function invite(
  context: ManagementContext,
  { email, role }: { readonly email: string; readonly role: Role },
): Promise<CreatedInviteView> {
  requireReach(context, role);
  const { services, actor } = context;
  const { organizationId } = actor;
  const token = newGatewayKey("gwm_");
  const view = await change(context, async ({ tx, audit }) => {
    const member = await tx.membership.findFirst({ where: { organizationId, user: { email } } });
    if (member) throw new ManagementError("conflict", { param: "email", message: "This person is a member already." });
    await tx.invite.deleteMany({ where: { organizationId, email } });
    const row = await tx.invite.create({
      data: {
        id: newId("inv"),
        organizationId,
        email,
        role,
        tokenHash: services.keyHasher(token),
        invitedById: actor.userId,
        expiresAt: new Date(services.clock.nowMs() + validMs),
      },
    });
    const after = toInviteView(row);
    await audit({ action: "invite.create", objectKind: "invite", objectId: row.id, after });
    return after;
  });
  // Behind the hash, because that part of an address reaches no server log and no referrer.
  return { ...view, url: `${services.baseUrl}/invite#token=${token}`, token };
}
