import type { Random } from "#lib/core/random.ts";
import type { GatewayError } from "../errors.ts";

const baseMs = 250;
const longestMs = 2_000;
/** A provider that asks for more is not waited for. */
const askedMsMax = 5_000;

/**
 * How long to wait before a target is asked again: what its provider asks for, else a random time below a bound that
 * doubles with every try, so that many callers do not come back at once. `undefined`: too long to wait.
 */
export function retryWaitMs(error: GatewayError, tries: number, random: Random): number | undefined {
  const asked = error.options.retryAfterMs;
  if (asked !== undefined) return asked <= askedMsMax ? asked : undefined;
  return random() * Math.min(longestMs, baseMs * 2 ** (tries - 1));
}
