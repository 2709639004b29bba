import { moveItem } from "#components/reorder/move-item.ts";
import { ascendingPriorities } from "#components/reorder/priorities.ts";

type Ranked = { readonly id: string; readonly priority: number };

/** Rules that share one priority, and so the traffic. */
export type Tier<Rule extends Ranked> = { readonly priority: number; readonly rules: readonly Rule[] };

/** From rules in their order. */
export function tiersOf<Rule extends Ranked>(rules: readonly Rule[]): readonly Tier<Rule>[] {
  const tiers: { priority: number; rules: Rule[] }[] = [];
  for (const rule of rules) {
    const last = tiers.at(-1);
    if (last?.priority === rule.priority) last.rules.push(rule);
    else tiers.push({ priority: rule.priority, rules: [rule] });
  }
  return tiers;
}

/**
 * The rules with one of them at another place. Put down between two that share a priority it shares with them;
 * anywhere else it stands alone. Those that shared go on sharing, and only what has to change gets another number.
 */
export function moveRule<Rule extends Ranked>(rules: readonly Rule[], from: number, to: number): readonly Rule[] {
  const order = moveItem(rules, from, to);
  const moved = order[to];
  if (moved === undefined || from === to) return rules;
  const above = order[to - 1];
  const below = order[to + 1];
  if (above !== undefined && above.priority === below?.priority) {
    return order.with(to, { ...moved, priority: above.priority });
  }
  const tiers = [...tiersOf(order.slice(0, to)), { rules: [moved] }, ...tiersOf(order.slice(to + 1))];
  const numbers = ascendingPriorities(tiers.map((tier) => ("priority" in tier ? tier.priority : undefined)));
  return tiers.flatMap((tier, index) =>
    tier.rules.map((rule) => ({ ...rule, priority: numbers[index] ?? rule.priority })),
  );
}

/** Those of the second list whose number is not what it was in the first. */
export function changedPriorities(before: readonly Ranked[], after: readonly Ranked[]): readonly Ranked[] {
  const known = new Map(before.map(({ id, priority }) => [id, priority]));
  return after.flatMap(({ id, priority }) => (known.get(id) === priority ? [] : [{ id, priority }]));
}

/** Each rule's part of its tier's traffic, by id. Disabled rules take none; without any weight all take the same. */
export function sharesOf(rules: readonly (Ranked & { readonly weight: number; readonly enabled: boolean })[]) {
  const serving = rules.filter(({ enabled }) => enabled);
  const total = serving.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(serving.map(({ id, weight }) => [id, total === 0 ? 1 / serving.length : weight / total] as const));
}
