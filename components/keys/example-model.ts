import { matchesAny } from "#lib/core/match-pattern.ts";
import type { ReachableModel } from "#lib/management/models/list-reachable-models.ts";

/** Small, cheap and widely known: the best first thing to ask, the earlier the better. */
const wellKnown = ["gpt-4o-mini", "openai/gpt-4o-mini", "claude-haiku-4-5", "gemini-2.5-flash", "mistral-small-latest"];

/** A model for examples that this key may use and somebody serves now. */
export function exampleModel(allowed: readonly string[], models: readonly ReachableModel[]): string | undefined {
  const usable = allowed.length === 0 ? models : models.filter(({ id }) => matchesAny(id, allowed));
  const known = wellKnown.find((name) => usable.some(({ id }) => id === name));
  return known ?? usable[0]?.id;
}
