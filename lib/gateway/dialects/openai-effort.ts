import type { CanonicalRequest } from "./canonical.ts";
import type { TargetModel } from "./dialect.ts";
import { type Effort, effortOfBudget } from "./reasoning-effort.ts";

/** The effort as OpenAI's formats take it; absent where nobody asked or the model has none. */
export function openaiEffort(
  { reasoning, dialect }: CanonicalRequest,
  target: TargetModel,
  dropped: Set<string>,
): Effort | undefined {
  const effort =
    reasoning?.effort ?? (reasoning?.budgetTokens === undefined ? undefined : effortOfBudget(reasoning.budgetTokens));
  if (effort === undefined) return undefined;
  // Anthropic's clients say so of every model; OpenAI's refuse the word where there is nothing to turn off.
  if (effort === "none" && dialect === "anthropic-messages") return undefined;
  if (target.capabilities?.reasoning !== false) return effort;
  if (effort !== "none") dropped.add("reasoning_effort");
  return undefined;
}
