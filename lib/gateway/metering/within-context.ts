import { tokenClasses } from "./rate-for.ts";
import { inputTokensOf, outputTokensOf, type Usage, type UsageClass, type UsageCounts } from "./usage.ts";

/** The longest that one call can be, in tokens. */
export type CallLimits = {
  readonly contextTokens?: number | undefined;
  readonly choices: number;
  /** The most that the request itself can be; only asked where the context is not enough. */
  readonly inputBound: () => number;
};

/**
 * A report of more tokens than the model's context holds is nonsense, and nobody pays for it: the largest count of its
 * side shrinks, and the usage is marked. A request that really is longer than the catalog knows (some models take more
 * on demand) stays what it was. A search of the provider's own reads pages that no context bounds.
 */
export function withinContext(usage: Usage, { contextTokens, choices, inputBound }: CallLimits): Usage {
  const { counts } = usage;
  if (contextTokens === undefined || (counts.web_search ?? 0) > 0) return usage;
  const input = inputTokensOf(counts);
  const tooMuchIn = input > contextTokens ? input - Math.max(contextTokens, inputBound()) : 0;
  const tooMuchOut = outputTokensOf(counts) - contextTokens * choices;
  if (tooMuchIn <= 0 && tooMuchOut <= 0) return usage;
  return {
    ...usage,
    counts: shrink(shrink(counts, tokenClasses.input, tooMuchIn), tokenClasses.output, tooMuchOut),
    clamped: true,
  };
}

function shrink(counts: UsageCounts, side: readonly UsageClass[], excess: number): UsageCounts {
  const shrunk: Partial<Record<UsageClass, number>> = { ...counts };
  const bySize = [...side].sort((left, right) => (counts[right] ?? 0) - (counts[left] ?? 0));
  let left = Math.max(0, excess);
  for (const name of bySize) {
    const count = shrunk[name] ?? 0;
    const taken = Math.min(count, left);
    if (taken === 0) break;
    shrunk[name] = count - taken;
    left -= taken;
  }
  return shrunk;
}
