import type { Rate } from "#lib/core/money.ts";
import type { UsageClass } from "./usage.ts";

export type Rates = { readonly [Class in UsageClass]?: Rate };

/**
 * What a model costs at a provider. Rates that are absent follow the rules of `rateFor` (rate-for.ts):
 * no cached price means the full input price, no reasoning price the output price, and so on.
 */
export type Price = {
  /** Names the facts behind the rates, e.g. `catalog:2026-08-21` or an override's id and version. */
  readonly version: string;
  readonly rates: Rates;
  /** The price of the whole request once all its input tokens exceed `aboveTokens`; ascending. */
  readonly longContext: readonly { readonly aboveTokens: number; readonly rates: Rates }[];
  /** Rates by the service tier really used: `flex`, `priority`, `batch`. */
  readonly tiers: { readonly [tier: string]: Rates };
  /** Rates of single classes under a condition of the request: `search:high`, `image:hd/1024x1792`. */
  readonly variants?: { readonly [condition: string]: Rates };
  /** Factors on the token rates in thousandths, by where it runs: `us`, `eu`. The account may choose it unasked. */
  readonly regions?: { readonly [region: string]: bigint };
  /** Factors on the token rates in thousandths, by the speed that the request asks for: `fast`. */
  readonly speeds?: { readonly [speed: string]: bigint };
};

/** Free is a price of zero that somebody stated; unknown is the absence of a statement. */
export type PriceState =
  | { readonly kind: "known"; readonly price: Price }
  | { readonly kind: "free"; readonly version: string }
  | { readonly kind: "unknown" };

/** The condition under which a picture of this quality and size has its own price. */
export function imageCondition(quality = "default", size = "default"): string {
  return `image:${quality}/${size}`;
}

/** The condition under which a web search that reads this much has its own price. */
export function searchCondition(depth: "low" | "medium" | "high"): string {
  return `search:${depth}`;
}
