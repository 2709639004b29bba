import { newId } from "#lib/core/ids.ts";
import { writeAudit } from "../audit.ts";
import type { GuestContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { insertOrganization } from "../organizations/insert-organization.ts";
import { createUser } from "./create-user.ts";

/** Who a provider of sign-ins says that somebody is. */
export type ProvidedIdentity = {
  readonly provider: string;
  readonly providerAccountId: string;
  readonly name: string;
  /** Only an address that the provider itself has proven; absent otherwise. */
  readonly verifiedEmail?: string;
};

export type ProvidedSignIn =
  | { readonly kind: "signed-in"; readonly userId: string }
  | { readonly kind: "refused"; readonly reason: "EmailNotVerified" | "OAuthAccountNotLinked" | "NotInvited" };

/**
 * Finds or makes the person behind an account at GitHub, Google or an OIDC provider. It is linked to an account of
 * ours by e-mail only where both sides have proven the address: otherwise whoever registered somebody else's address
 * here first would share that person's account.
 */
export async function signInWithProvider(guest: GuestContext, identity: ProvidedIdentity): Promise<ProvidedSignIn> {
  const linked = await findLinkedUser(guest, identity);
  if (linked !== undefined) return { kind: "signed-in", userId: linked };
  const email = identity.verifiedEmail?.toLowerCase();
  if (email === undefined) return { kind: "refused", reason: "EmailNotVerified" };

  return guest.db.$transaction(async (tx): Promise<ProvidedSignIn> => {
    const known = await tx.user.findUnique({ where: { email } });
    if (known && !known.emailVerifiedAt) return { kind: "refused", reason: "OAuthAccountNotLinked" };
    const userId = known?.id ?? (await welcome(guest, tx, { email, name: identity.name }));
    if (userId === undefined) return { kind: "refused", reason: "NotInvited" };
    const { provider, providerAccountId } = identity;
    await tx.account.create({ data: { provider, providerAccountId, userId } });
    return { kind: "signed-in", userId };
  });
}

export async function findLinkedUser(
  { db }: GuestContext,
  { provider, providerAccountId }: Pick<ProvidedIdentity, "provider" | "providerAccountId">,
): Promise<string | undefined> {
  const account = await db.account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { userId: true },
  });
  return account?.userId;
}

type Newcomer = { readonly email: string; readonly name: string };

/** Newcomers come by invitation, or with an organization of their own where everybody may. */
async function welcome(guest: GuestContext, tx: Transaction, { email, name }: Newcomer): Promise<string | undefined> {
  const { services } = guest;
  const invites = await tx.invite.findMany({ where: { email, expiresAt: { gt: new Date(services.clock.nowMs()) } } });
  if (invites.length === 0 && services.signup !== "open") return undefined;
  const { id: userId } = await createUser(tx, { email, name, proof: "proven" });
  if (invites.length === 0) await insertOrganization(guest, tx, { name: `${name}'s organization`, ownerId: userId });
  for (const { id, organizationId, role } of invites) {
    await tx.invite.delete({ where: { id } });
    await tx.membership.create({ data: { id: newId("mem"), organizationId, userId, role } });
    const entry = { action: "member.join", objectKind: "member", objectId: userId, after: { role } };
    await writeAudit(tx, { ...entry, organizationId, userId, ip: guest.ip });
  }
  return userId;
}
