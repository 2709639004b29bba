import { formatUsd, nanoUsdFrom } from "#lib/core/money.ts";
import type { Strategy } from "./strategy.ts";

/** By the most that this very request can cost; what has no price goes last. */
export const cheapest: Strategy = {
  rank({ target, worstCase }) {
    const worst = worstCase(target);
    return worst === undefined ? Number.POSITIVE_INFINITY : Number(worst);
  },
  words: (rank) => (Number.isFinite(rank) ? `costs at most $${formatUsd(nanoUsdFrom(rank))}` : "has no known price"),
};
