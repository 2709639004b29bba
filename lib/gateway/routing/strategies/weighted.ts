import type { Strategy } from "./strategy.ts";

/** All alike: only the weights decide, whatever the priorities. */
export const weighted: Strategy = {
  rank: () => 0,
  words: (_rank, rule) => `drawn by its weight of ${rule.weight}`,
};
