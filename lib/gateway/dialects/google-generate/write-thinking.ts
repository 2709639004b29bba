import type { JsonObject } from "#lib/core/json.ts";
import type { Reasoning } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import { type Effort, effortOfBudget } from "../reasoning-effort.ts";
import type { GeminiRules } from "./model-rules.ts";
import type { WriteContext } from "./write-context.ts";

/** How the model is told to think, with its thoughts shown; nothing when nobody asked. */
export function writeThinking({ request, rules, dropped }: WriteContext): JsonObject | undefined {
  const { reasoning } = request;
  if (!reasoning) return undefined;
  const isOff = reasoning.effort === "none";
  switch (rules.thinking.kind) {
    case "none":
      if (!isOff) dropped.add("reasoning_effort");
      return undefined;
    case "level":
      return jsonObject({
        thinkingLevel: levelOf(reasoning, rules.thinking.lowest),
        includeThoughts: isOff ? undefined : true,
      });
    case "budget":
      return jsonObject({
        thinkingBudget: budgetOf(reasoning, rules.thinking),
        includeThoughts: isOff ? undefined : true,
      });
  }
}

/** These models cannot be kept from thinking: the lowest level is as near as it gets. */
function levelOf({ effort, budgetTokens }: Reasoning, lowest: "minimal" | "low"): string | undefined {
  const wanted = effort ?? (budgetTokens === undefined ? undefined : effortOfBudget(budgetTokens));
  if (wanted === undefined) return undefined;
  if (wanted === "none" || wanted === "minimal") return lowest;
  return wanted === "xhigh" || wanted === "max" ? "high" : wanted;
}

/** The budgets that Google's own endpoint for chat gives the efforts. */
const budgets: Readonly<Record<Effort, number>> = {
  none: 0,
  minimal: 1_024,
  low: 1_024,
  medium: 8_192,
  high: 24_576,
  xhigh: 32_768,
  max: 32_768,
};

const itsOwnChoice = -1;

function budgetOf(
  { effort, budgetTokens }: Reasoning,
  { min, max, canBeOff }: Extract<GeminiRules["thinking"], { kind: "budget" }>,
): number {
  const wanted = budgetTokens ?? (effort === undefined ? itsOwnChoice : budgets[effort]);
  if (wanted === itsOwnChoice || (wanted === 0 && canBeOff)) return wanted;
  return Math.min(Math.max(wanted, min), max);
}
