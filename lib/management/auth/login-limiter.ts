import type { Clock } from "#lib/core/clock.ts";
import type { RateLimiter } from "#lib/gateway/ports.ts";
import { ManagementError } from "../errors.ts";
import type { LoginLimiter } from "../ports.ts";

const failuresMax = 10;
const windowMs = 15 * 60_000;
const subjectsMax = 20_000;

type State = { failures: number; running: number; untilMs: number };

/**
 * Ten failures in 15 minutes, then nobody gets in until the window ends. Attempts under way count as failures until
 * they succeed, so that a thousand at once are not a thousand guesses. The shared counter makes the failures of other
 * processes count too; when it is away, this process's own count decides.
 */
export function loginLimiter(clock: Clock, shared?: RateLimiter): LoginLimiter {
  const states = new Map<string, State>();

  const stateOf = (subject: string): State => {
    const known = states.get(subject);
    if (known && known.untilMs > clock.nowMs()) return known;
    const oldest = states.size >= subjectsMax ? states.keys().next().value : undefined;
    if (oldest !== undefined) states.delete(oldest);
    const fresh = { failures: 0, running: 0, untilMs: clock.nowMs() + windowMs };
    states.delete(subject);
    states.set(subject, fresh);
    return fresh;
  };

  const fail = async (subject: string, state: State) => {
    state.failures++;
    const result = await shared?.take({ subject: `login:${subject}`, limit: failuresMax, windowMs });
    if (result?.allowed !== false) return;
    state.failures = Math.max(state.failures, failuresMax);
    state.untilMs = clock.nowMs() + result.resetMs;
  };

  return {
    attempt: async (subject, work) => {
      const state = stateOf(subject);
      if (state.failures + state.running >= failuresMax) {
        throw new ManagementError("too_many_auth_failures", {
          retryAfterMs: Math.max(1_000, state.untilMs - clock.nowMs()),
        });
      }
      state.running++;
      try {
        const value = await work();
        if (value === undefined) await fail(subject, state);
        else state.failures = 0;
        return value;
      } finally {
        state.running--;
      }
    },
  };
}
