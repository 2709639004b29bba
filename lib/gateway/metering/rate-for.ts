import { type Rate, scaleRate } from "#lib/core/money.ts";
import type { Price, Rates } from "./price.ts";
import { inputTokensOf, type Usage, type UsageClass, type UsageCounts } from "./usage.ts";

/** Which parts of a price hold for one request. */
export type Situation = {
  /** Listings that stand in place of the standard one: a long-context step, a service tier. */
  readonly listings: readonly Rates[];
  readonly variants: readonly Rates[];
  readonly factors: readonly bigint[];
};

export const standardSituation: Situation = { listings: [], variants: [], factors: [] };

/** What a class costs where nobody states it: as much as the class it is a part of. */
const parents: { readonly [Class in UsageClass]?: UsageClass } = {
  cached_input: "input",
  cache_write: "input",
  cache_write_1h: "cache_write",
  audio_input: "input",
  image_input: "input",
  reasoning: "output",
  audio_output: "output",
  image_output: "output",
};

/** Classes counted in tokens, by the side of the request they are on. */
export const tokenClasses = {
  input: [
    "input",
    "cached_input",
    "cache_write",
    "cache_write_1h",
    "audio_input",
    "cached_audio_input",
    "image_input",
    "cached_image_input",
  ],
  output: ["output", "reasoning", "audio_output", "image_output"],
} as const satisfies Readonly<Record<"input" | "output", readonly UsageClass[]>>;

const sides = new Map<UsageClass, "input" | "output">([
  ...tokenClasses.input.map((name) => [name, "input"] as const),
  ...tokenClasses.output.map((name) => [name, "output"] as const),
]);

export function isTokenClass(name: UsageClass): boolean {
  return sides.has(name);
}

/** The parts of a price that hold for what was used: one long-context step for the whole request, and conditions. */
export function situationOf(price: Price, usage: Usage, conditions: readonly string[]): Situation {
  if (price.longContext.length === 0 && usage.serviceTier === undefined && conditions.length === 0) {
    return standardSituation;
  }
  const named = usage.serviceTier === undefined ? conditions : [usage.serviceTier, ...conditions];
  const step = longContextStep(price, usage.counts);
  return {
    listings: [...(step ? [step] : []), ...pick(price.tiers, named)],
    variants: pick(price.variants, named),
    factors: [...pick(price.regions, named), ...pick(price.speeds, named)],
  };
}

/**
 * The rate of one class; `undefined` when the price has none for it. Where a tier meets a long context, or a listing
 * leaves a class out that the standard one prices apart, the dearer statement holds: nobody stated a cheaper one.
 */
export function rateFor(price: Price, name: UsageClass, situation: Situation): Rate | undefined {
  if (!isTokenClass(name)) return unitRate(price, name, situation);
  const rate = tokenRate(price.rates, name, situation.listings);
  return rate === undefined ? undefined : situation.factors.reduce<Rate>(scaleRate, rate);
}

/** The rate in the standard listing, or that of the class it is a part of. */
function standardRate(rates: Rates, name: UsageClass): Rate | undefined {
  const own = rates[name];
  if (own !== undefined) return own;
  const parent = parentOf(name, rates);
  if (parent !== undefined) return standardRate(rates, parent);
  // A model that only speaks or draws has no price for text; its output is what it does have a price for.
  return name === "output" ? (rates.image_output ?? rates.audio_output) : undefined;
}

/** The rate in a listing that replaces the standard one, side by side: a listing without input leaves input alone. */
function listedRate(standard: Rates, listing: Rates, name: UsageClass): Rate | undefined {
  const own = listing[name];
  if (own !== undefined) return own;
  const parent = parentOf(name, standard, listing);
  const side = sides.get(name);
  if (parent === undefined || side === undefined || listing[side] === undefined) return standardRate(standard, name);
  return maxRate(listedRate(standard, listing, parent), standard[name]);
}

function tokenRate(standard: Rates, name: UsageClass, listings: readonly Rates[]): Rate | undefined {
  let rate: Rate | undefined;
  for (const listing of listings) rate = maxRate(rate, listedRate(standard, listing, name));
  return rate ?? standardRate(standard, name);
}

function unitRate(price: Price, name: UsageClass, { listings, variants }: Situation): Rate | undefined {
  for (const rates of [...variants, ...listings]) {
    const rate = rates[name];
    if (rate !== undefined) return rate;
  }
  return price.rates[name];
}

/** Cached audio and pictures count as cached text only where audio and pictures cost the same as text. */
function parentOf(name: UsageClass, rates: Rates, listing?: Rates): UsageClass | undefined {
  const states = (other: UsageClass) => rates[other] !== undefined || listing?.[other] !== undefined;
  if (name === "cached_audio_input") return states("audio_input") ? "audio_input" : "cached_input";
  if (name === "cached_image_input") return states("image_input") ? "image_input" : "cached_input";
  return parents[name];
}

export function maxRate(left: Rate | undefined, right: Rate | undefined): Rate | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left > right ? left : right;
}

function longContextStep(price: Price, counts: UsageCounts): Rates | undefined {
  if (price.longContext.length === 0) return undefined;
  const inputTokens = inputTokensOf(counts);
  return price.longContext.findLast((step) => inputTokens > step.aboveTokens)?.rates;
}

function pick<Value>(
  table: { readonly [name: string]: Value } | undefined,
  names: readonly string[],
): readonly Value[] {
  if (!table) return [];
  return names
    .flatMap((name) => (Object.hasOwn(table, name) ? [table[name]] : []))
    .filter((value) => value !== undefined);
}
