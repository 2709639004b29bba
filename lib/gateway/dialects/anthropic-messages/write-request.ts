import type { JsonValue } from "#lib/core/json.ts";
import type { CanonicalRequest } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import type { TargetModel, WrittenRequest } from "../dialect.ts";
import { dropParameters, splitExtras } from "../dropped.ts";
import { hoistCacheHints, limitCacheHints } from "../limit-cache-hints.ts";
import { anthropicToolNames, fitToolNames } from "../tool-names.ts";
import { claudeRules } from "./model-rules.ts";
import { planFormat } from "./write-format.ts";
import { writeConversation } from "./write-messages.ts";
import { writeSampling } from "./write-sampling.ts";
import { writeThinking } from "./write-thinking.ts";
import { writeTools } from "./write-tools.ts";

/** More of them are refused. */
const cacheMarksMax = 4;

/** Writes a request of another format as Anthropic's Messages. */
export function writeMessagesRequest(given: CanonicalRequest, target: TargetModel): WrittenRequest {
  const named = fitToolNames(given, anthropicToolNames);
  const { request, dropped: lostMarks } = limitCacheHints(hoistCacheHints(named), cacheMarksMax);
  const rules = claudeRules(target.model, target.capabilities);
  const extras = splitExtras(request, "anthropic-messages");
  const dropped = new Set([...extras.dropped, ...withoutMeaning(request), ...(lostMarks ? ["cache_control"] : [])]);
  const context = { request, rules, dropped };
  const maxTokens = outputCap(request, target, rules.maxOutputTokens);
  const format = planFormat(context);
  const tools = writeTools(context, format);
  const thinking = writeThinking(context, { maxTokens, forcedTool: tools.forced });
  const effort = thinking.effort === undefined ? {} : { effort: thinking.effort };
  const outputConfig = { ...format.outputConfig, ...effort };
  const body: Record<string, JsonValue> = {
    ...extras.kept,
    model: target.model,
    max_tokens: maxTokens,
    ...writeConversation(context, format.instruction),
    ...(target.stream && { stream: true }),
    ...tools.fields,
    ...writeSampling(context, thinking.thinking !== undefined && thinking.thinking["type"] !== "disabled"),
    ...jsonObject({ thinking: thinking.thinking, service_tier: writeServiceTier(request, dropped) }),
    ...(Object.keys(outputConfig).length > 0 && { output_config: outputConfig }),
    ...(request.user !== undefined && { metadata: { user_id: request.user } }),
  };
  for (const name of dropParameters(body, target.quirks.dropParameters)) dropped.add(name);
  return { body, dropped: [...dropped] };
}

/** Anthropic's format needs a cap: the smallest of what was asked, what may be spent, and what the model can. */
function outputCap({ maxOutputTokens }: CanonicalRequest, target: TargetModel, familyMax: number): number {
  const longest = target.maxOutputTokens ?? familyMax;
  return Math.max(1, Math.min(maxOutputTokens ?? longest, target.outputTokensCap ?? longest, longest));
}

/** Parameters that no model of Anthropic's knows. One that is at its default changes nothing and is not named. */
function withoutMeaning({
  sampling,
  choices,
  metadata,
  promptCacheKey,
  verbosity,
}: CanonicalRequest): readonly string[] {
  return [
    ...(choices > 1 ? ["n"] : []),
    ...(sampling.seed === undefined ? [] : ["seed"]),
    ...(sampling.frequencyPenalty ? ["frequency_penalty"] : []),
    ...(sampling.presencePenalty ? ["presence_penalty"] : []),
    ...(sampling.logprobs ? ["logprobs"] : []),
    ...(sampling.topLogprobs ? ["top_logprobs"] : []),
    ...(sampling.logitBias === undefined ? [] : ["logit_bias"]),
    ...(metadata === undefined ? [] : ["metadata"]),
    ...(promptCacheKey === undefined ? [] : ["prompt_cache_key"]),
    ...(verbosity === undefined ? [] : ["verbosity"]),
  ];
}

/** Anthropic knows whether priority capacity may be used, and no cheaper or dearer tier. */
function writeServiceTier({ serviceTier }: CanonicalRequest, dropped: Set<string>): string | undefined {
  if (serviceTier === undefined || serviceTier === "auto") return serviceTier;
  if (serviceTier === "default") return "standard_only";
  if (serviceTier === "priority") return "auto";
  dropped.add("service_tier");
  return undefined;
}
