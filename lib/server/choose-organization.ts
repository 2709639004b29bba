import type { Membership, Principal } from "#lib/management/auth/principal.ts";
import type { GuestContext, ManagementContext, UserContext } from "#lib/management/context.ts";
import { ManagementError, notFound } from "#lib/management/errors.ts";

export function toUserContext(guest: GuestContext, { user, via, tokenId, scopes }: Principal): UserContext {
  return { ...guest, actor: { userId: user.id, via, tokenId, scopes } };
}

/** Acts in the organization that was asked for by id or slug; without a wish, in the token's or the person's first. */
export function toManagementContext(
  guest: GuestContext,
  principal: Principal,
  wanted: string | undefined,
): ManagementContext {
  const { organizationId, role } = chooseOrganization(principal, wanted);
  const context = toUserContext(guest, principal);
  return { ...context, actor: { ...context.actor, organizationId, role } };
}

function chooseOrganization({ boundTo, memberships }: Principal, wanted: string | undefined): Membership {
  const open =
    boundTo === undefined ? memberships : memberships.filter(({ organizationId }) => organizationId === boundTo);
  if (wanted !== undefined) {
    const chosen = open.find(({ organizationId, slug }) => organizationId === wanted || slug === wanted);
    if (chosen) return chosen;
    throw notFound();
  }
  const [first] = open;
  if (!first) throw new ManagementError("forbidden", { message: "You belong to no organization." });
  return first;
}
