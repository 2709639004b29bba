import { compareDecimals, parseDecimal } from "#components/format/decimal.ts";
import type { KeyView } from "#lib/management/keys/key-view.ts";

export type KeyState =
  | { readonly kind: "active" }
  | { readonly kind: "disabled" }
  | { readonly kind: "expired"; readonly at: string }
  | { readonly kind: "spent"; readonly resetsAt: string | null }
  | { readonly kind: "expiring"; readonly at: string }
  /** The key before the last rotation still works until then. */
  | { readonly kind: "overlapping"; readonly until: string };

type StateFields = Pick<KeyView, "enabled" | "expiresAt" | "previousKeyUntil" | "remainingUsd" | "resetsAt">;

const soonMs = 7 * 86_400_000;

/** The one thing about a key that its reader has to know first. */
export function keyState(key: StateFields, nowMs: number): KeyState {
  if (!key.enabled) return { kind: "disabled" };
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= nowMs) return { kind: "expired", at: key.expiresAt };
  if (isSpent(key)) return { kind: "spent", resetsAt: key.resetsAt };
  if (key.expiresAt !== null && Date.parse(key.expiresAt) - nowMs < soonMs)
    return { kind: "expiring", at: key.expiresAt };
  const until = key.previousKeyUntil;
  if (until !== null && Date.parse(until) > nowMs) return { kind: "overlapping", until };
  return { kind: "active" };
}

const zero = { negative: false, digits: 0n, places: 0 };

function isSpent({ remainingUsd }: StateFields): boolean {
  const left = remainingUsd === null ? undefined : parseDecimal(remainingUsd);
  return left !== undefined && compareDecimals(left, zero) <= 0;
}
