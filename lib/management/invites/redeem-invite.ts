import { isWellFormedKey } from "#lib/core/gateway-key.ts";
import { newId } from "#lib/core/ids.ts";
import { writeAudit } from "../audit.ts";
import { createUser } from "../auth/create-user.ts";
import { type SignInView, signIn } from "../auth/sign-in.ts";
import type { GuestContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { ManagementError } from "../errors.ts";

type Newcomer = { readonly email?: string; readonly name: string; readonly password: string };

/**
 * Makes the invited person an account and a member. The invitation is used up in the same transaction, and whoever
 * has an account already keeps its password: the one that was sent is checked against it. The address stays unproven,
 * because whoever invites sees the token too.
 */
export async function redeemInvite(guest: GuestContext, token: string, newcomer: Newcomer): Promise<SignInView> {
  const { db, services } = guest;
  if (!isWellFormedKey(token, "gwm_")) throw invalidInvite();
  const tokenHash = services.keyHasher(token);
  const invite = await db.invite.findUnique({ where: { tokenHash } });
  if (!invite || invite.expiresAt.getTime() <= services.clock.nowMs()) throw invalidInvite();
  if (newcomer.email !== undefined && newcomer.email !== invite.email) throw invalidInvite();

  const known = await findAccount(guest, invite.email, newcomer.password);
  const passwordHash = await services.passwordHasher.hash(newcomer.password);
  return db.$transaction(async (tx) => {
    const { count } = await tx.invite.deleteMany({ where: { tokenHash } });
    if (count === 0) throw invalidInvite();
    const user =
      known ?? (await createUser(tx, { email: invite.email, name: newcomer.name, passwordHash, proof: "unproven" }));
    await join(guest, tx, { ...invite, userId: user.id });
    return signIn(guest, tx, user);
  });
}

async function findAccount(guest: GuestContext, email: string, password: string) {
  const { db, services } = guest;
  const known = await db.user.findUnique({ where: { email } });
  if (!known) return undefined;
  const user = await services.loginLimiter.attempt(`${email}|${guest.ip ?? "unknown"}`, async () =>
    (await services.passwordHasher.verify(password, known.passwordHash ?? undefined)) ? known : undefined,
  );
  if (user) return user;
  throw new ManagementError("invalid_credentials", {
    message: "There is an account with the invited address. Accept with its password.",
    param: "password",
  });
}

type Joining = { readonly organizationId: string; readonly role: string; readonly userId: string };

/** An invitation never changes the role of somebody who is a member already. */
async function join(guest: GuestContext, tx: Transaction, { organizationId, role, userId }: Joining): Promise<void> {
  await tx.membership.createMany({
    data: [{ id: newId("mem"), organizationId, userId, role }],
    skipDuplicates: true,
  });
  await writeAudit(tx, {
    action: "member.join",
    objectKind: "member",
    objectId: userId,
    organizationId,
    userId,
    ip: guest.ip,
    after: { role },
  });
}

function invalidInvite(): ManagementError {
  return new ManagementError("invalid_credentials", {
    message: "The invitation is not valid any more, or not for this address.",
    param: "inviteToken",
  });
}
