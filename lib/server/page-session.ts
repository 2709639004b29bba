import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { findSession, type Membership, type Principal } from "#lib/management/auth/principal.ts";
import type { UserView } from "#lib/management/auth/user-view.ts";
import type { ManagementContext } from "#lib/management/context.ts";
import { isClaimed } from "#lib/management/installation/claim-installation.ts";
import type { OrganizationView } from "#lib/management/organizations/organization-view.ts";
import { toManagementContext } from "./choose-organization.ts";
import { guestOf, managementContainer } from "./management-container.ts";
import { readSessionCookie } from "./session-cookie.ts";
import { sessionCookieName } from "./session-cookie-name.ts";

/** Which of their organizations somebody looks at; the switcher in the shell sets it to an id or a slug. */
export const organizationCookie = "organization";

/** Whoever looks at a page, and the context for the use cases that the page reads. */
export type PageSession = {
  readonly user: UserView;
  readonly organization: OrganizationView;
  readonly organizations: readonly OrganizationView[];
  readonly context: ManagementContext;
};

/**
 * The session of a page visit, the same for all components of one visit; otherwise leads to the sign-in page, or to
 * the setup of a fresh installation. Every page under protection calls it: nothing else protects them.
 */
export async function requirePageSession(): Promise<PageSession> {
  const session = await findPageSession();
  return session ?? redirect((await isFreshInstallation()) ? "/setup" : "/sign-in");
}

/** The same for pages that are open to everybody; `undefined` for a visitor who is not signed in. */
export const findPageSession = cache(async (): Promise<PageSession | undefined> => {
  // Before anything is opened: this is where a build, which has no visitor, turns back.
  const [sent, jar] = await Promise.all([headers(), cookies()]);
  const { container, sessionSecret } = await managementContainer();
  const guest = guestOf(container, sent);
  const session = await readSessionCookie(jar.get(sessionCookieName(container.env))?.value, sessionSecret);
  const principal = session && (await findSession(guest, session));
  if (!principal) return undefined;

  const wanted = findMembership(principal, jar.get(organizationCookie)?.value)?.organizationId;
  const context = toManagementContext(guest, principal, wanted);
  const organizations = principal.memberships.map(toOrganizationView);
  const organization = organizations.find(({ id }) => id === context.actor.organizationId);
  return organization && { user: principal.user, organization, organizations, context };
});

/** Whether nobody has claimed this installation yet, for the pages before signing in. */
export async function isFreshInstallation(): Promise<boolean> {
  await connection();
  const { container } = await managementContainer();
  return !(await isClaimed(container.db.prisma));
}

function findMembership({ memberships }: Principal, wanted: string | undefined): Membership | undefined {
  return memberships.find(({ organizationId, slug }) => organizationId === wanted || slug === wanted);
}

function toOrganizationView({ organizationId, slug, name, role }: Membership): OrganizationView {
  return { id: organizationId, slug, name, role };
}
