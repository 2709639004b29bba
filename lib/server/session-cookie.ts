import { decode } from "next-auth/jwt";
import { z } from "zod";
import type { Secret } from "#lib/core/secret.ts";
import type { SessionReference } from "#lib/management/auth/principal.ts";

/** What the encrypted cookie holds of ours. */
export const sessionClaims = z.object({ sessionId: z.string(), sessionVersion: z.number() });

/** Reads the cookie; anything that was not made by this installation is no session. */
export async function readSessionCookie(
  value: string | undefined,
  secret: Secret,
): Promise<SessionReference | undefined> {
  if (!value) return undefined;
  // It throws on what it cannot decrypt: an old secret, another installation, a forgery.
  const claims = await decode({ token: value, secret: secret.reveal() }).catch(() => undefined);
  const parsed = sessionClaims.safeParse(claims);
  return parsed.success ? parsed.data : undefined;
}

/** One cookie of a `Cookie` header. */
export function cookieOf(headers: Headers, name: string): string | undefined {
  for (const pair of headers.get("cookie")?.split(";") ?? []) {
    const equals = pair.indexOf("=");
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
