import type { GuestContext, Scope } from "../context.ts";
import type { Prisma } from "../database.ts";
import { isRole, type Role } from "../roles.ts";

export type Membership = {
  readonly organizationId: string;
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
};

/** A person behind a valid session or token, with everything that decides what they may do. */
export type Principal = {
  readonly user: { readonly id: string; readonly email: string; readonly name: string };
  readonly via: "session" | "token";
  readonly tokenId: string;
  readonly scopes: readonly Scope[];
  /** A management token acts in one organization only. */
  readonly boundTo?: string;
  /** The oldest first: without a choice, the first one is meant. */
  readonly memberships: readonly Membership[];
  readonly expiresAtMs: number;
};

export type SessionReference = { readonly sessionId: string; readonly sessionVersion: number };

const idleMaxMs = 12 * 3_600_000;
/** How exactly the last use is known. */
const usePrecisionMs = 60_000;

/** The person of a dashboard session; `undefined` once it has ended, for whatever reason. */
export async function findSession(guest: GuestContext, session: SessionReference): Promise<Principal | undefined> {
  const name = `session:${session.sessionId}:${session.sessionVersion}`;
  const known = guest.services.sessions.find(name);
  if (known) return known;
  const row = await readToken(guest, { id: session.sessionId, kind: "session" });
  if (!row || row.sessionVersion !== session.sessionVersion) return undefined;
  return admit(guest, row, name);
}

/** The person of a `gwm_…` token whose form was already checked. */
export async function findTokenHolder(guest: GuestContext, token: string): Promise<Principal | undefined> {
  const tokenHash = guest.services.keyHasher(token);
  const name = `token:${tokenHash}`;
  const known = guest.services.sessions.find(name);
  if (known) return known;
  const row = await readToken(guest, { tokenHash, kind: { in: ["login", "token"] } });
  return row ? admit(guest, row, name) : undefined;
}

async function readToken({ db }: GuestContext, where: Prisma.ApiTokenWhereInput) {
  return db.apiToken.findFirst({
    where,
    include: {
      user: {
        include: {
          memberships: {
            include: { organization: { select: { slug: true, name: true } } },
            orderBy: [{ createdAt: "asc" }, { id: "asc" }],
          },
        },
      },
    },
  });
}

type TokenRow = NonNullable<Awaited<ReturnType<typeof readToken>>>;

/** Management tokens outlive a changed password; whatever was made by signing in does not. */
async function admit(guest: GuestContext, row: TokenRow, name: string): Promise<Principal | undefined> {
  const nowMs = guest.services.clock.nowMs();
  const outdated = row.kind !== "token" && row.sessionVersion !== row.user.sessionVersion;
  const idle = row.kind === "session" && nowMs - (row.lastUsedAt ?? row.createdAt).getTime() > idleMaxMs;
  if (outdated || idle || row.expiresAt.getTime() <= nowMs) return undefined;
  if (!row.lastUsedAt || nowMs - row.lastUsedAt.getTime() > usePrecisionMs) {
    await guest.db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: new Date(nowMs) } });
  }
  const principal = toPrincipal(row);
  guest.services.sessions.remember(name, principal);
  return principal;
}

function toPrincipal(row: TokenRow): Principal {
  const { user } = row;
  return {
    user: { id: user.id, email: user.email, name: user.name },
    via: row.kind === "session" ? "session" : "token",
    tokenId: row.id,
    scopes:
      row.kind === "token" ? row.scopes.filter((scope) => scope === "read" || scope === "write") : ["read", "write"],
    ...(row.organizationId === null ? {} : { boundTo: row.organizationId }),
    memberships: user.memberships.flatMap(({ organizationId, role, organization }) =>
      isRole(role) ? [{ organizationId, role, slug: organization.slug, name: organization.name }] : [],
    ),
    expiresAtMs: row.expiresAt.getTime(),
  };
}
