import { keyHint, newGatewayKey } from "#lib/core/gateway-key.ts";
import { newId } from "#lib/core/ids.ts";
import type { GuestContext, Scope } from "../context.ts";
import type { Transaction } from "../database.ts";

export type TokenRequest = {
  readonly user: { readonly id: string; readonly sessionVersion: number };
  /** `session`: behind a cookie. `login`: answered by the login call. `token`: made by hand for programs. */
  readonly kind: "session" | "login" | "token";
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date;
  readonly organizationId?: string;
};

export type IssuedToken = { readonly id: string; readonly token: string; readonly expiresAt: Date };

/** How long signing in lasts, whatever happens in between. */
export const sessionMaxMs = 7 * 24 * 3_600_000;

/** Makes a `gwm_…` token; the text is in the answer and nowhere else. */
export async function issueToken(guest: GuestContext, tx: Transaction, request: TokenRequest): Promise<IssuedToken> {
  const { user, kind, name, scopes, expiresAt, organizationId } = request;
  const token = newGatewayKey("gwm_");
  const id = newId(kind === "session" ? "ses" : "tok");
  await tx.apiToken.create({
    data: {
      id,
      userId: user.id,
      kind,
      name,
      tokenHash: guest.services.keyHasher(token),
      hint: keyHint(token),
      scopes: [...scopes],
      sessionVersion: user.sessionVersion,
      createdAt: new Date(guest.services.clock.nowMs()),
      expiresAt,
      organizationId: organizationId ?? null,
    },
  });
  return { id, token, expiresAt };
}
