import type { Clock } from "#lib/core/clock.ts";
import type { Principal } from "./principal.ts";

/** Who stands behind a session or token, remembered for a few seconds so that not every request asks the database. */
export type SessionCache = {
  readonly find: (name: string) => Principal | undefined;
  readonly remember: (name: string, principal: Principal) => void;
  /** After signing out, and after whatever ends sessions: in this process at once, in others within 5 s. */
  readonly forgetUser: (userId: string) => void;
};

const freshMs = 5_000;
const entriesMax = 10_000;

type Entry = { readonly principal: Principal; readonly untilMs: number };

export function sessionCache(clock: Clock): SessionCache {
  const entries = new Map<string, Entry>();
  return {
    find: (name) => {
      const entry = entries.get(name);
      return entry && entry.untilMs > clock.nowMs() ? entry.principal : undefined;
    },
    remember: (name, principal) => {
      const oldest = entries.size >= entriesMax ? entries.keys().next().value : undefined;
      if (oldest !== undefined) entries.delete(oldest);
      entries.delete(name);
      entries.set(name, { principal, untilMs: Math.min(clock.nowMs() + freshMs, principal.expiresAtMs) });
    },
    forgetUser: (userId) => {
      for (const [name, entry] of entries) if (entry.principal.user.id === userId) entries.delete(name);
    },
  };
}
