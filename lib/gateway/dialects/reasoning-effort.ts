import type { Reasoning } from "./canonical.ts";

/** The words that some format has for how hard to reason, from none to all there is. */
export type Effort = NonNullable<Reasoning["effort"]>;

const efforts: ReadonlySet<string> = new Set<Effort>(["none", "minimal", "low", "medium", "high", "xhigh", "max"]);

/** Providers have words of their own beside these; those go through relays only. */
export function isEffort(value: string): value is Effort {
  return efforts.has(value);
}

/** What share of the model's longest output each effort may spend on reasoning, for models that take a budget. */
const shares: Readonly<Record<Effort, number>> = {
  none: 0,
  minimal: 0.02,
  low: 0.1,
  medium: 0.3,
  high: 0.6,
  xhigh: 0.9,
  max: 0.95,
};

/** A share, so that small models and small caps get small budgets. */
export function budgetOfEffort(effort: Effort, maxOutputTokens: number): number {
  return Math.floor(shares[effort] * maxOutputTokens);
}

/** The effort whose range a budget falls into; the budgets that clients of Anthropic's format usually send are absolute. */
export function effortOfBudget(budgetTokens: number): Effort {
  if (budgetTokens <= 0) return "none";
  if (budgetTokens <= 1_024) return "minimal";
  if (budgetTokens <= 4_096) return "low";
  if (budgetTokens <= 16_384) return "medium";
  return budgetTokens <= 32_768 ? "high" : "xhigh";
}
