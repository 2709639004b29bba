import type { Strategy } from "./strategy.ts";

export const priority: Strategy = {
  rank: ({ rule }) => rule.priority,
  words: (rank) => `rule with priority ${rank}`,
};
