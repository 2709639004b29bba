import type { JsonObject } from "#lib/core/json.ts";
import type { Message, Part, Reasoning } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import { budgetOfEffort, type Effort, effortOfBudget } from "../reasoning-effort.ts";
import { anthropicFormat } from "../reasoning-formats.ts";
import type { ClaudeRules } from "./model-rules.ts";
import type { WriteContext } from "./write-context.ts";

type Thinking = { readonly thinking?: JsonObject; readonly effort?: string };
type Limits = { readonly maxTokens: number; readonly forcedTool: boolean };

const leastBudget = 1_024;

/** How the model is told to think; nothing when nobody asked. */
export function writeThinking(context: WriteContext, limits: Limits): Thinking {
  const { request, rules, dropped } = context;
  const { reasoning } = request;
  if (!reasoning) return {};
  const effort =
    reasoning.effort ?? (reasoning.budgetTokens === undefined ? undefined : effortOfBudget(reasoning.budgetTokens));
  if (effort === "none") return rules.thinksByDefault ? { thinking: { type: "disabled" } } : {};
  const thinking = limits.forcedTool ? undefined : thinkingOf(reasoning, context, limits);
  if (!thinking) dropped.add("reasoning_effort");
  return thinking ?? {};
}

function thinkingOf(
  reasoning: Reasoning,
  { request, rules }: WriteContext,
  { maxTokens }: Limits,
): Thinking | undefined {
  if (rules.thinking === "adaptive") return adaptive(reasoning, rules);
  if (rules.thinking === "none" || maxTokens <= leastBudget || lacksThinking(request.messages)) return undefined;
  const asked = reasoning.budgetTokens ?? budgetOfEffort(reasoning.effort ?? "medium", maxTokens);
  const budget = Math.min(Math.max(asked, leastBudget), maxTokens - 1);
  return { thinking: { type: "enabled", budget_tokens: budget } };
}

function adaptive(reasoning: Reasoning, rules: ClaudeRules): Thinking {
  const wanted =
    reasoning.effort ?? (reasoning.budgetTokens === undefined ? undefined : effortOfBudget(reasoning.budgetTokens));
  const thinking = jsonObject({ type: "adaptive", display: "summarized" });
  return wanted === undefined ? { thinking } : { thinking, effort: knownEffort(wanted, rules) };
}

function knownEffort(effort: Effort, { topEfforts }: ClaudeRules): string {
  if (effort === "minimal") return "low";
  if (effort === "xhigh") return topEfforts.includes("xhigh") ? "xhigh" : "high";
  return effort;
}

/**
 * With a budget, a turn that is still in its tool calls has to begin with the thinking that led to them. A
 * history from elsewhere has none: then the turn ends without thinking.
 */
function lacksThinking(messages: readonly Message[]): boolean {
  const at = messages.findLastIndex((message) => message.role === "assistant");
  const parts = messages[at]?.parts ?? [];
  const isAmidCalls = messages
    .slice(at + 1)
    .some((message) => message.parts.some((part) => part.type === "tool_result"));
  return isAmidCalls && parts.some((part) => part.type === "tool_call") && !parts.some(isSignedThinking);
}

function isSignedThinking(part: Part): boolean {
  return (
    part.type === "reasoning" && part.format === anthropicFormat && (part.signature ?? part.redacted) !== undefined
  );
}
