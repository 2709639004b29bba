import type { Strategy } from "./strategy.ts";

/** By the requests that this process has running there. */
export const leastBusy: Strategy = {
  rank: ({ health }) => health?.running ?? 0,
  words: (rank) => (rank === 1 ? "1 request running" : `${rank} requests running`),
};
