import { z } from "zod";
import type { GuestContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { timeView, viewTime } from "../fields.ts";
import { type OrganizationView, organizationView } from "../organizations/organization-view.ts";
import { isRole } from "../roles.ts";
import { issueToken, sessionMaxMs } from "./issue-token.ts";
import { toUserView, userView } from "./user-view.ts";

export const signInView = z.object({
  token: z.string().meta({ description: "gwm_…, shown this once" }),
  expiresAt: timeView,
  user: userView,
  organization: organizationView.nullable(),
});
export type SignInView = z.infer<typeof signInView>;

type SignedIn = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly sessionVersion: number;
};

/** Gives somebody who has just proven who they are a fresh token, and clears away those that have expired. */
export async function signIn(guest: GuestContext, tx: Transaction, user: SignedIn): Promise<SignInView> {
  const now = new Date(guest.services.clock.nowMs());
  await tx.apiToken.deleteMany({ where: { userId: user.id, expiresAt: { lt: now } } });
  await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: now } });
  const issued = await issueToken(guest, tx, {
    user,
    kind: "login",
    name: "Sign-in",
    scopes: ["read", "write"],
    expiresAt: new Date(now.getTime() + sessionMaxMs),
  });
  return {
    token: issued.token,
    expiresAt: viewTime(issued.expiresAt),
    user: toUserView(user),
    organization: await firstOrganization(tx, user.id),
  };
}

async function firstOrganization(tx: Transaction, userId: string): Promise<OrganizationView | null> {
  const first = await tx.membership.findFirst({
    where: { userId },
    include: { organization: { select: { id: true, slug: true, name: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return first && isRole(first.role) ? { ...first.organization, role: first.role } : null;
}
