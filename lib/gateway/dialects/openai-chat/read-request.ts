import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { CanonicalRequest, Reasoning, Sampling } from "../canonical.ts";
import { compact } from "../compact.ts";
import {
  optionalBoolean,
  optionalInteger,
  optionalMetadata,
  optionalNumber,
  optionalObject,
  optionalString,
  optionalStrings,
  otherFields,
  requireModel,
} from "../read-fields.ts";
import { isEffort } from "../reasoning-effort.ts";
import { readFunctionChoice, readFunctions } from "./read-functions.ts";
import { readMessages } from "./read-messages.ts";
import { readResponseFormat, readToolChoice, readTools } from "./read-tools.ts";

const most = Number.MAX_SAFE_INTEGER;
const signed = { min: -2, max: 2 };
const unit = { min: 0, max: 1 };
const atLeastOne = { min: 1, max: most };

const known = new Set([
  ...[
    "model",
    "messages",
    "stream",
    "stream_options",
    "tools",
    "tool_choice",
    "parallel_tool_calls",
    "response_format",
  ],
  ...["max_tokens", "max_completion_tokens", "n", "temperature", "top_p", "top_k", "stop", "seed"],
  ...["frequency_penalty", "presence_penalty", "logprobs", "top_logprobs", "logit_bias", "user", "metadata"],
  ...["service_tier", "prompt_cache_key", "verbosity", "functions", "function_call"],
]);
const reasoningFields = new Set([...known, "reasoning_effort", "reasoning", "thinking"]);

/** Checks and reads a chat completion request. Fields that no other format has stay untouched in `extras`. */
export function readChatRequest(body: JsonObject): CanonicalRequest {
  const isLegacy = body["tools"] === undefined && Array.isArray(body["functions"]);
  const reasoning = readReasoning(body);
  const cap = optionalInteger(body, "max_completion_tokens", atLeastOne);
  const olderCap = optionalInteger(body, "max_tokens", atLeastOne);
  return compact({
    dialect: "openai-chat" as const,
    model: requireModel(body),
    messages: readMessages(body),
    stream: optionalBoolean(body, "stream") ?? false,
    includeUsage: readIncludeUsage(body),
    tools: isLegacy ? readFunctions(body) : readTools(body),
    toolChoice: isLegacy ? readFunctionChoice(body) : readToolChoice(body),
    legacyFunctions: isLegacy ? (true as const) : undefined,
    parallelToolCalls: optionalBoolean(body, "parallel_tool_calls"),
    responseFormat: readResponseFormat(body),
    maxOutputTokens: cap ?? olderCap,
    choices: optionalInteger(body, "n", { min: 1, max: 128 }) ?? 1,
    sampling: readSampling(body),
    reasoning,
    user: optionalString(body, "user"),
    metadata: optionalMetadata(body),
    serviceTier: optionalString(body, "service_tier"),
    promptCacheKey: optionalString(body, "prompt_cache_key"),
    verbosity: optionalString(body, "verbosity"),
    extras: otherFields(body, reasoning ? reasoningFields : known),
  });
}

/** Whether a stream shall end with its usage. */
export function readIncludeUsage(body: JsonObject): boolean {
  const options = optionalObject(body, "stream_options");
  return options ? (optionalBoolean(options, "include_usage", "stream_options") ?? false) : false;
}

function readSampling(body: JsonObject): Sampling {
  return compact({
    temperature: optionalNumber(body, "temperature", { min: 0, max: 2 }),
    topP: optionalNumber(body, "top_p", unit),
    topK: optionalInteger(body, "top_k", { min: -1, max: most }),
    stop: optionalStrings(body, "stop"),
    seed: optionalNumber(body, "seed", { min: -(2 ** 64), max: 2 ** 64 }),
    frequencyPenalty: optionalNumber(body, "frequency_penalty", signed),
    presencePenalty: optionalNumber(body, "presence_penalty", signed),
    logprobs: optionalBoolean(body, "logprobs"),
    topLogprobs: optionalInteger(body, "top_logprobs", { min: 0, max: 20 }),
    logitBias: optionalObject(body, "logit_bias"),
  });
}

/**
 * OpenAI's `reasoning_effort`, OpenRouter's `reasoning` and Anthropic's `thinking`, which clients of this
 * format also send. An effort nobody else knows stays an extra.
 */
function readReasoning(body: JsonObject): Reasoning | undefined {
  const effort = optionalString(body, "reasoning_effort");
  if (effort !== undefined) return isEffort(effort) ? { effort } : undefined;
  const { reasoning, thinking } = body;
  if (isJsonObject(reasoning)) return readOpenRouterReasoning(reasoning);
  if (!isJsonObject(thinking)) return undefined;
  if (thinking["type"] === "disabled") return { effort: "none" };
  const budget = thinking["budget_tokens"];
  return typeof budget === "number" && budget > 0 ? { budgetTokens: Math.floor(budget) } : {};
}

function readOpenRouterReasoning({ effort, max_tokens: budget, enabled }: JsonObject): Reasoning {
  if (enabled === false) return { effort: "none" };
  if (typeof budget === "number" && budget > 0) return { budgetTokens: Math.floor(budget) };
  return typeof effort === "string" && isEffort(effort) ? { effort } : {};
}
