import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { isJsonObject } from "#lib/core/json.ts";
import {
  cachedInputTokensOf,
  cacheWriteTokensOf,
  inputTokensOf,
  outputTokensOf,
  type Usage,
} from "../../metering/usage.ts";
import { compact, jsonObject } from "../compact.ts";
import type { DialectQuirks } from "../dialect.ts";
import { type CountReader, decimalString, openCounts, readServiceTier, usageCounts } from "../read-counts.ts";

const prompt = "prompt_tokens_details";
const completion = "completion_tokens_details";

/** Reads the usage of a chat reply, whose input holds cached tokens and whose output holds reasoning. */
export function readChatUsage(usage: JsonObject, quirks: DialectQuirks, serviceTier?: JsonValue): Usage {
  const counts = openCounts(usage);
  const input = counts.split(counts.read("prompt_tokens"), [
    counts.read(
      `${prompt}.cached_tokens`,
      "prompt_cache_hit_tokens",
      "cached_tokens",
      "num_cached_tokens",
      "prompt_token_details.cached_tokens",
    ),
    counts.read(`${prompt}.cache_write_tokens`, `${prompt}.cache_creation_tokens`, "cache_creation_input_tokens"),
    counts.read(`${prompt}.audio_tokens`),
    counts.read(`${prompt}.image_tokens`),
  ]);
  const [cachedInput, cacheWrite, audioInput, imageInput] = input.parts;
  const output = readOutput(counts, quirks);
  return compact({
    counts: usageCounts(
      compact({
        input: input.rest,
        cached_input: cachedInput,
        cache_write: cacheWrite,
        audio_input: audioInput,
        image_input: imageInput,
        ...output,
        web_search: readSearches(counts),
      }),
    ),
    serviceTier: readServiceTier(serviceTier ?? usage["service_tier"]),
    reportedCostUsd: readCost(usage),
    clamped: counts.clamped() ? (true as const) : undefined,
  });
}

/** Some providers count reasoning beside the completion: then only all three make up the total. */
function readOutput(counts: CountReader, quirks: DialectQuirks) {
  const tokens = counts.read("completion_tokens");
  const thought = counts.read(`${completion}.reasoning_tokens`, "reasoning_tokens");
  const total = counts.read("total_tokens");
  const outside = thought > 0 && total === counts.read("prompt_tokens") + tokens + thought;
  const apart = outside || quirks.reasoningOutsideOutput === true;
  const { rest, parts } = counts.split(apart ? tokens + thought : tokens, [
    thought,
    counts.read(`${completion}.audio_tokens`),
    counts.read(`${completion}.image_tokens`),
  ]);
  const [reasoning, audioOutput, imageOutput] = parts;
  return { output: rest, reasoning, audio_output: audioOutput, image_output: imageOutput };
}

function readSearches(counts: CountReader): number {
  return counts.read(
    "server_tool_use.web_search_requests",
    "server_tool_use_details.web_search_requests",
    "num_search_queries",
    "num_sources_used",
  );
}

/** OpenRouter's `cost`, Perplexity's `cost.total_cost` and xAI's ticks of 1e-10 USD. */
function readCost(usage: JsonObject): string | undefined {
  const { cost } = usage;
  if (isJsonObject(cost)) return decimalString(cost["total_cost"]);
  return decimalString(cost) ?? decimalString(usage["cost_in_usd_ticks"], 10);
}

/** Usage in chat's counting: the sums hold their parts, and the total is their sum. */
export function writeChatUsage({ counts }: Usage): JsonObject {
  const promptTokens = inputTokensOf(counts);
  const completionTokens = outputTokensOf(counts);
  const cacheWrite = cacheWriteTokensOf(counts);
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: jsonObject({
      cached_tokens: cachedInputTokensOf(counts),
      audio_tokens: (counts.audio_input ?? 0) + (counts.cached_audio_input ?? 0),
      cache_write_tokens: cacheWrite === 0 ? undefined : cacheWrite,
    }),
    completion_tokens_details: {
      reasoning_tokens: counts.reasoning ?? 0,
      audio_tokens: counts.audio_output ?? 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
