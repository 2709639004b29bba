import type { RequestNeeds } from "./request-needs.ts";
import type { RuleConditions } from "./router-config.ts";

/** What routing needs to know of a request. */
export type ModelRequest = {
  /** The model that was asked for, then those that the caller takes in its place. */
  readonly models: readonly string[];
  readonly endpoint: string;
  readonly stream: boolean;
  readonly needs: RequestNeeds;
  /** From `x-gateway-metadata`. */
  readonly metadata: Readonly<Record<string, string>>;
};

/** The first condition of a rule that a request does not meet, in words; `undefined` when it meets all. */
export function unmetCondition(conditions: RuleConditions, request: ModelRequest): string | undefined {
  if (conditions.endpoint !== undefined && conditions.endpoint !== request.endpoint) {
    return `its rule is for ${conditions.endpoint}`;
  }
  if (conditions.stream !== undefined && conditions.stream !== request.stream) {
    return conditions.stream ? "its rule is for streams" : "its rule is for whole replies";
  }
  if (conditions.minInputTokens !== undefined && request.needs.inputTokens < conditions.minInputTokens) {
    return `its rule is for ${conditions.minInputTokens} input tokens and more`;
  }
  if (conditions.maxInputTokens !== undefined && request.needs.inputTokens > conditions.maxInputTokens) {
    return `its rule is for at most ${conditions.maxInputTokens} input tokens`;
  }
  for (const [name, value] of Object.entries(conditions.metadata ?? {})) {
    if (request.metadata[name] !== value) return `its rule is for metadata ${name}=${value}`;
  }
  return undefined;
}
