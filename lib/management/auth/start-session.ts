import type { GuestContext } from "../context.ts";
import { issueToken, sessionMaxMs } from "./issue-token.ts";
import type { SessionReference } from "./principal.ts";

/** Begins a dashboard session: a new id at every sign-in, so that an id known before it opens nothing. */
export async function startSession(guest: GuestContext, userId: string): Promise<SessionReference> {
  const now = new Date(guest.services.clock.nowMs());
  return guest.db.$transaction(async (tx) => {
    await tx.apiToken.deleteMany({ where: { userId, expiresAt: { lt: now } } });
    const user = await tx.user.update({ where: { id: userId }, data: { lastSignInAt: now } });
    const { id } = await issueToken(guest, tx, {
      user,
      kind: "session",
      name: "Dashboard",
      scopes: ["read", "write"],
      expiresAt: new Date(now.getTime() + sessionMaxMs),
    });
    return { sessionId: id, sessionVersion: user.sessionVersion };
  });
}

/** Ends a dashboard session; ending one that is over is no mistake. */
export async function endSession(guest: GuestContext, sessionId: string): Promise<void> {
  const row = await guest.db.apiToken.findUnique({ where: { id: sessionId } });
  if (!row) return;
  await guest.db.apiToken.deleteMany({ where: { id: sessionId } });
  guest.services.sessions.forgetUser(row.userId);
}
