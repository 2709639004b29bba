import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { ManagementError, notFound } from "../errors.ts";
import { hasRole, type Role } from "../roles.ts";
import { type MemberView, memberInclude, toMemberView } from "./member-view.ts";

export async function getMember(tx: Transaction, { actor }: ManagementContext, id: string): Promise<MemberView> {
  const row = await tx.membership.findFirst({
    where: { id, organizationId: actor.organizationId },
    include: memberInclude,
  });
  if (!row) throw notFound();
  return toMemberView(row);
}

/** Nobody hands out, takes away or changes a role above their own. */
export function requireReach({ actor }: ManagementContext, role: Role): void {
  if (hasRole(actor.role, role)) return;
  throw new ManagementError("forbidden", { param: "role", message: `Only an ${role} may do this to an ${role}.` });
}

/** An organization always has somebody who can do everything in it. */
export async function requireAnotherOwner(
  tx: Transaction,
  { actor }: ManagementContext,
  member: MemberView,
): Promise<void> {
  if (member.role !== "owner") return;
  const other = await tx.membership.findFirst({
    where: { organizationId: actor.organizationId, role: "owner", id: { not: member.id } },
  });
  if (!other) throw new ManagementError("forbidden", { message: "An organization needs at least one owner." });
}

/** Ends every session of a person whose rights have changed. */
export async function endSessions(tx: Transaction, userId: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
}
