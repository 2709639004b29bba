import type { Strategy } from "./strategy.ts";

/** By the time until the first token, or until a whole reply. What was not measured lately goes first: so it gets measured. */
export const fastest: Strategy = {
  rank: ({ health, stream }) => (stream ? health?.firstTokenMs : health?.wholeMs) ?? 0,
  words: (rank) => (rank === 0 ? "not measured lately" : `answers after ${Math.round(rank)} ms`),
};
