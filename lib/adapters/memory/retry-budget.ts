import type { Clock } from "#lib/core/clock.ts";

const windowMs = 10_000;
const share = 0.2;
/** A quiet connection may be retried this often in a window all the same. */
const least = 3;
const subjectsMax = 10_000;

type Window = { startMs: number; calls: number; retries: number; callsBefore: number };

export type RetryBudget = {
  /** One call, whether it is a retry or not. */
  readonly count: (subject: string) => void;
  /** Whether one more retry is within a fifth of the calls of the last ten to twenty seconds; then it is taken. */
  readonly take: (subject: string) => boolean;
};

/** Keeps retries from multiplying the load on what is down already. */
export function retryBudget(clock: Clock): RetryBudget {
  const windows = new Map<string, Window>();
  const windowOf = (subject: string): Window => {
    const nowMs = clock.nowMs();
    const known = windows.get(subject);
    if (known && nowMs - known.startMs < windowMs) return known;
    if (!known && windows.size >= subjectsMax) windows.clear();
    const callsBefore = known && nowMs - known.startMs < 2 * windowMs ? known.calls : 0;
    const window = { startMs: nowMs, calls: 0, retries: 0, callsBefore };
    windows.set(subject, window);
    return window;
  };
  return {
    count(subject) {
      windowOf(subject).calls++;
    },
    take(subject) {
      const window = windowOf(subject);
      if (window.retries >= Math.max(least, share * (window.calls + window.callsBefore))) return false;
      window.retries++;
      // It will be counted as a call, and must not make room for the next retry.
      window.calls--;
      return true;
    },
  };
}
