import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { CanonicalRequest, Reasoning, ResponseFormat } from "../canonical.ts";
import { compact } from "../compact.ts";
import {
  invalid,
  optionalBoolean,
  optionalInteger,
  optionalList,
  optionalMetadata,
  optionalNumber,
  optionalObject,
  optionalString,
  otherFields,
  requireModel,
  requireString,
} from "../read-fields.ts";
import { isEffort } from "../reasoning-effort.ts";
import { readInput } from "./read-input.ts";
import { readToolChoice, readTools } from "./read-tools.ts";

const most = Number.MAX_SAFE_INTEGER;

const known = new Set([
  ...["model", "input", "instructions", "stream", "stream_options", "tools", "tool_choice", "parallel_tool_calls"],
  ...["text", "reasoning", "max_output_tokens", "temperature", "top_p", "top_logprobs", "include", "user", "metadata"],
  ...["service_tier", "prompt_cache_key"],
]);

/** Checks and reads a responses request. */
export function readResponsesRequest(body: JsonObject): CanonicalRequest {
  const text = optionalObject(body, "text");
  return compact({
    dialect: "openai-responses" as const,
    model: requireModel(body),
    messages: readInput(body),
    stream: optionalBoolean(body, "stream") ?? false,
    includeUsage: true,
    tools: readTools(body),
    toolChoice: readToolChoice(body),
    parallelToolCalls: optionalBoolean(body, "parallel_tool_calls"),
    responseFormat: text && readFormat(text),
    maxOutputTokens: optionalInteger(body, "max_output_tokens", { min: 1, max: most }),
    choices: 1,
    sampling: readSampling(body),
    reasoning: readReasoning(body),
    user: optionalString(body, "user"),
    metadata: optionalMetadata(body),
    serviceTier: optionalString(body, "service_tier"),
    promptCacheKey: optionalString(body, "prompt_cache_key"),
    verbosity: text && optionalString(text, "verbosity", "text"),
    extras: otherFields(body, known),
  });
}

function readSampling(body: JsonObject) {
  const include = optionalList(body, "include") ?? [];
  const topLogprobs = optionalInteger(body, "top_logprobs", { min: 0, max: 20 });
  return compact({
    temperature: optionalNumber(body, "temperature", { min: 0, max: 2 }),
    topP: optionalNumber(body, "top_p", { min: 0, max: 1 }),
    logprobs: include.includes("message.output_text.logprobs") || undefined,
    topLogprobs,
  });
}

function readReasoning(body: JsonObject): Reasoning | undefined {
  const reasoning = optionalObject(body, "reasoning");
  if (!reasoning) return undefined;
  const effort = optionalString(reasoning, "effort", "reasoning");
  const summary =
    optionalString(reasoning, "summary", "reasoning") ?? optionalString(reasoning, "generate_summary", "reasoning");
  return compact({ effort: effort !== undefined && isEffort(effort) ? effort : undefined, summary });
}

function readFormat(text: JsonObject): ResponseFormat | undefined {
  const format = text["format"];
  if (!isJsonObject(format)) return undefined;
  const type = requireString(format, "type", "text.format");
  if (type === "text" || type === "json_object") return { kind: type };
  if (type !== "json_schema") throw invalid("text.format.type", "must be text, json_object or json_schema");
  return compact({
    kind: "json_schema" as const,
    name: requireString(format, "name", "text.format"),
    schema: optionalObject(format, "schema", "text.format") ?? {},
    strict: optionalBoolean(format, "strict", "text.format"),
    description: optionalString(format, "description", "text.format"),
  });
}
