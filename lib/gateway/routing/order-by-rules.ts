import type { ReadyPlace } from "./places.ts";
import type { PlanFacts } from "./plan.ts";
import type { RuleConfig } from "./router-config.ts";
import type { RoutingStrategy } from "./routing-strategies.ts";
import { strategies } from "./strategies/registry.ts";
import type { Target } from "./target.ts";

/** A target of a rule with the figure by which its router's strategy places it. */
export type RankedPlace = {
  readonly target: Target;
  readonly rule: RuleConfig;
  readonly strategy: RoutingStrategy;
  readonly rank: number;
  readonly draw: number;
};

/** By the router's strategy; equal ranks share by weight, drawn anew for every request. */
export function orderByRules(
  facts: PlanFacts,
  strategy: RoutingStrategy,
  places: readonly ReadyPlace[],
): readonly RankedPlace[] {
  const { rank } = strategies[strategy];
  const { stream } = facts.request;
  const ranked: RankedPlace[] = [];
  for (const { target, rule } of places) {
    if (!rule) continue;
    const health = facts.health.target(target.healthKey);
    const candidate = { target, rule, stream, health, worstCase: facts.worstCase };
    ranked.push({ target, rule, strategy, rank: rank(candidate), draw: drawByWeight(rule.weight, facts.random()) });
  }
  return ranked.sort((left, right) => compare(left.rank, right.rank) || left.draw - right.draw);
}

/** What the strategy says of a target, in words. */
export function rankWords(ranked: readonly RankedPlace[], target: Target): string | undefined {
  const place = ranked.find((one) => one.target.healthKey === target.healthKey);
  return place && strategies[place.strategy].words(place.rank, place.rule);
}

/** Behind every draw with a weight; among themselves, those without any share alike. */
const weightless = 1e9;

/**
 * The one with the least draw goes first: with a chance of its weight's share, as the least of several exponential
 * draws is.
 */
function drawByWeight(weight: number, random: number): number {
  return weight > 0 ? -Math.log(1 - random) / weight : weightless + random;
}

/** Infinite ranks are equal to one another. */
function compare(left: number, right: number): number {
  return left === right ? 0 : left - right;
}
