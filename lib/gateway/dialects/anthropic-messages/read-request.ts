import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { CanonicalRequest, Reasoning, ResponseFormat, Sampling } from "../canonical.ts";
import { compact } from "../compact.ts";
import {
  invalid,
  optionalBoolean,
  optionalInteger,
  optionalNumber,
  optionalObject,
  optionalString,
  optionalStrings,
  otherFields,
  requireModel,
  requireString,
} from "../read-fields.ts";
import { isEffort } from "../reasoning-effort.ts";
import { readMessages } from "./read-messages.ts";
import { readToolChoice, readTools } from "./read-tools.ts";

const most = Number.MAX_SAFE_INTEGER;
const unit = { min: 0, max: 1 };

const known = new Set([
  ...["model", "max_tokens", "messages", "system", "stream", "tools", "tool_choice", "thinking", "output_config"],
  ...["output_format", "stop_sequences", "temperature", "top_p", "top_k", "metadata", "service_tier"],
]);

/** Checks and reads a messages request. */
export function readMessagesRequest(body: JsonObject): CanonicalRequest {
  const metadata = optionalObject(body, "metadata");
  return compact({
    dialect: "anthropic-messages" as const,
    model: requireModel(body),
    messages: readMessages(body),
    stream: optionalBoolean(body, "stream") ?? false,
    includeUsage: true,
    tools: readTools(body),
    ...readToolChoice(body),
    responseFormat: readFormat(body),
    maxOutputTokens: readMaxTokens(body),
    choices: 1,
    sampling: readSampling(body),
    reasoning: readReasoning(body),
    user: metadata && optionalString(metadata, "user_id", "metadata"),
    serviceTier: readServiceTier(body),
    extras: otherFields(body, known),
  });
}

function readMaxTokens(body: JsonObject): number {
  const maxTokens = optionalInteger(body, "max_tokens", { min: 1, max: most });
  if (maxTokens === undefined) throw invalid("max_tokens", "is required");
  return maxTokens;
}

function readSampling(body: JsonObject): Sampling {
  return compact({
    temperature: optionalNumber(body, "temperature", unit),
    topP: optionalNumber(body, "top_p", unit),
    topK: optionalInteger(body, "top_k", { min: 0, max: most }),
    stop: optionalStrings(body, "stop_sequences"),
  });
}

/** The other formats call it `default` when no dearer tier may be used. */
function readServiceTier(body: JsonObject): string | undefined {
  const tier = optionalString(body, "service_tier");
  return tier === "standard_only" ? "default" : tier;
}

/** `thinking` says whether and how much, `output_config.effort` how hard. The text of it is wanted unless it is omitted. */
function readReasoning(body: JsonObject): Reasoning | undefined {
  const thinking = optionalObject(body, "thinking");
  const config = optionalObject(body, "output_config");
  const named = config && optionalString(config, "effort", "output_config");
  const effort = named !== undefined && isEffort(named) ? named : undefined;
  if (!thinking) return effort && { effort };
  const type = requireString(thinking, "type", "thinking");
  if (type === "disabled") return { effort: "none" };
  if (type !== "enabled" && type !== "adaptive")
    throw invalid("thinking.type", "must be enabled, adaptive or disabled");
  const budgetTokens = optionalInteger(
    { "thinking.budget_tokens": thinking["budget_tokens"] ?? null },
    "thinking.budget_tokens",
    {
      min: 1_024,
      max: most,
    },
  );
  if (type === "enabled" && budgetTokens === undefined) throw invalid("thinking.budget_tokens", "is required");
  return compact({ effort, budgetTokens, summary: thinking["display"] === "omitted" ? undefined : "auto" });
}

/** `output_config.format`, and `output_format` as it was called before. */
function readFormat(body: JsonObject): ResponseFormat | undefined {
  const config = body["output_config"];
  const format = (isJsonObject(config) ? config["format"] : undefined) ?? body["output_format"];
  if (!isJsonObject(format) || format["type"] !== "json_schema") return undefined;
  return {
    kind: "json_schema",
    name: "answer",
    schema: optionalObject(format, "schema", "output_config.format") ?? {},
    strict: true,
  };
}
