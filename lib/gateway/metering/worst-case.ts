import {
  isWholeNano,
  type NanoUsd,
  nanoUsdFrom,
  noMoney,
  noRate,
  priceOf,
  type Rate,
  subtractMoney,
  sumMoney,
  unitsWithin,
} from "#lib/core/money.ts";
import type { Price, PriceState, Rates } from "./price.ts";
import { isTokenClass, maxRate, rateFor, type Situation, tokenClasses } from "./rate-for.ts";
import { type UsageClass, type UsageCounts, usageClasses } from "./usage.ts";

/** What a request may use at most, as far as it is known before it is sent. */
export type CostBounds = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly choices: number;
  /** What is paid by the piece: pictures, seconds, characters, searches. One request unless said otherwise. */
  readonly units?: UsageCounts;
  /** The kinds of input and output tokens it can have at all; absent: any. */
  readonly classes?: readonly UsageClass[];
  /** Conditions the request asks for, as for `chargesFor`. Tiers and regions count unasked: an account may choose them. */
  readonly conditions?: readonly string[];
};

/**
 * The most that a request within these bounds can cost at this price: the dearest class of each side, over every
 * tier and every long-context step in reach. 0 for a free model, and for one whose price is unknown.
 */
export function worstCaseCost(bounds: CostBounds, state: PriceState): NanoUsd {
  if (state.kind !== "known") return noMoney;
  const worst = worstRates(state.price, bounds);
  const costs = [
    worst.rounding,
    priceOf(bounds.inputTokens, worst.input),
    priceOf(bounds.outputTokens * bounds.choices, worst.output),
  ];
  for (const [name, rate] of worst.units)
    costs.push(priceOf(bounds.units?.[name] ?? (name === "request" ? 1 : 0), rate));
  return sumMoney(costs);
}

/** The largest output cap with which the worst case stays within an amount; infinite where output costs nothing. */
export function affordableOutputTokens(
  amount: NanoUsd,
  bounds: Omit<CostBounds, "outputTokens">,
  state: PriceState,
): number {
  if (state.kind !== "known") return Number.POSITIVE_INFINITY;
  const withoutOutput = { ...bounds, outputTokens: 0 };
  const left = subtractMoney(amount, worstCaseCost(withoutOutput, state));
  return Math.floor(unitsWithin(left, worstRates(state.price, withoutOutput).output) / bounds.choices);
}

type WorstRates = {
  readonly input: Rate;
  readonly output: Rate;
  /** A nano-dollar for each line of the receipt that may be rounded up. */
  readonly rounding: NanoUsd;
  /** What the price has rates for by the piece. */
  readonly units: readonly (readonly [UsageClass, Rate])[];
};

/** By price, and then by all else that matters for it: what was asked for, and how many long-context steps are in reach. */
const knownWorst = new WeakMap<Price, Map<string, WorstRates>>();
/** Conditions are words of the caller's: no more of them are remembered for one price. */
const knownWorstMax = 64;

function worstRates(price: Price, bounds: CostBounds): WorstRates {
  let known = knownWorst.get(price);
  if (!known) {
    known = new Map();
    knownWorst.set(price, known);
  }
  const steps = price.longContext.length === 0 ? 0 : stepsInReach(price, bounds).length;
  const key = `${steps} ${bounds.classes?.join() ?? "*"} ${bounds.conditions?.join() ?? ""}`;
  const found = known.get(key);
  if (found) return found;
  const worst = findWorstRates(price, bounds);
  if (known.size < knownWorstMax) known.set(key, worst);
  return worst;
}

function findWorstRates(price: Price, bounds: CostBounds): WorstRates {
  const situations = possibleSituations(price, bounds);
  const ratesOf = (name: UsageClass) => situations.flatMap((situation) => rateFor(price, name, situation) ?? []);
  const possible = (side: readonly UsageClass[]) => side.filter((name) => bounds.classes?.includes(name) ?? true);
  const input = possible(tokenClasses.input).map(ratesOf);
  const output = possible(tokenClasses.output).map(ratesOf);
  const rounded = [...input, ...output].filter((rates) => !rates.every(isWholeNano));
  const units = usageClasses.filter((name) => !isTokenClass(name)).map((name) => [name, ratesOf(name)] as const);
  return {
    input: dearestRate(input.flat()),
    output: dearestRate(output.flat()),
    rounding: nanoUsdFrom(rounded.length),
    units: units.filter(([, rates]) => rates.length > 0).map(([name, rates]) => [name, dearestRate(rates)] as const),
  };
}

/**
 * One situation for each listing in reach. Where two meet, `rateFor` takes the dearer of them, so that each alone
 * is enough to find the worst.
 */
function possibleSituations(price: Price, bounds: CostBounds): readonly Situation[] {
  const asked = bounds.conditions ?? [];
  const factors = [dearest(Object.values(price.regions ?? {})), ...asked.flatMap((name) => price.speeds?.[name] ?? [])];
  const variants = asked
    .flatMap((name) => price.variants?.[name] ?? [])
    .map((rates) => ({ listings: [], variants: [rates], factors }));
  const listings = [...stepsInReach(price, bounds), ...Object.values(price.tiers)].map((rates) => ({
    listings: [rates],
    variants: [],
    factors,
  }));
  return [{ listings: [], variants: [], factors }, ...variants, ...listings];
}

function dearest(factors: readonly bigint[]): bigint {
  let most = 1_000n;
  for (const factor of factors) if (factor > most) most = factor;
  return most;
}

function dearestRate(rates: readonly Rate[]): Rate {
  return rates.reduce<Rate>((most, rate) => maxRate(most, rate) ?? most, noRate);
}

function stepsInReach(price: Price, { inputTokens }: CostBounds): readonly Rates[] {
  return price.longContext.filter((step) => inputTokens > step.aboveTokens).map((step) => step.rates);
}
