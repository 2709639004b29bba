import { isWellFormedKey } from "#lib/core/gateway-key.ts";
import { findSession, findTokenHolder, type Principal } from "#lib/management/auth/principal.ts";
import { ManagementError } from "#lib/management/errors.ts";
import type { ContextSource } from "#lib/management/operation.ts";
import type { Env } from "../env.ts";
import { toManagementContext, toUserContext } from "./choose-organization.ts";
import { guestOf, type ManagementContainer } from "./management-container.ts";
import { cookieOf, readSessionCookie } from "./session-cookie.ts";
import { sessionCookieName } from "./session-cookie-name.ts";

/** In the header; links, which carry none, may name it in the query. */
export const organizationField = "x-organization";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Finds out who sent a request to `/api`: the holder of a management token, or of the dashboard's session cookie.
 * Gateway keys open nothing here. Sessions are asked of the database, at most five seconds ago.
 */
export function contextSource(request: Request, { container, sessionSecret }: ManagementContainer): ContextSource {
  const guest = guestOf(container, request.headers);
  const wanted = request.headers.get(organizationField) ?? new URL(request.url).searchParams.get(organizationField);

  const principal = async (): Promise<Principal> => {
    const authorization = request.headers.get("authorization");
    if (authorization !== null) return tokenHolder(authorization);
    const cookie = cookieOf(request.headers, sessionCookieName(container.env));
    const session = await readSessionCookie(cookie, sessionSecret);
    const found = session && (await findSession(guest, session));
    if (!found) throw new ManagementError("unauthenticated");
    if (!safeMethods.has(request.method)) requireOwnOrigin(request.headers, container.env);
    return found;
  };

  const tokenHolder = async (authorization: string): Promise<Principal> => {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? "";
    const found = isWellFormedKey(token, "gwm_") ? await findTokenHolder(guest, token) : undefined;
    if (!found) throw new ManagementError("unauthenticated", { message: "The management token is not valid." });
    return found;
  };

  return {
    guest: () => guest,
    user: async () => toUserContext(guest, await principal()),
    organization: async () => toManagementContext(guest, await principal(), wanted ?? undefined),
  };
}

/**
 * A browser sends the cookie along whoever wrote the page, but it says truthfully where the page is from. Without
 * NEXTAUTH_URL the own origin is the one that the request itself was addressed to.
 */
function requireOwnOrigin(headers: Headers, { server }: Env): void {
  const origin = headers.get("origin");
  const own = server.publicUrl === undefined ? undefined : new URL(server.publicUrl).origin;
  const isOwn = own === undefined ? hostOf(origin) === headers.get("host") : origin === own;
  const site = headers.get("sec-fetch-site");
  if (origin !== null && isOwn && (site === null || site === "same-origin")) return;
  throw new ManagementError("bad_origin");
}

function hostOf(origin: string | null): string | undefined {
  return origin !== null && URL.canParse(origin) ? new URL(origin).host : undefined;
}
