import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import {
  cachedInputTokensOf,
  cacheWriteTokensOf,
  inputTokensOf,
  outputTokensOf,
  type Usage,
} from "../../metering/usage.ts";
import { compact, jsonObject } from "../compact.ts";
import { decimalString, openCounts, readServiceTier, usageCounts } from "../read-counts.ts";

const input = "input_tokens_details";
const output = "output_tokens_details";

/** Reads the usage of a response, whose input holds cached tokens and whose output holds reasoning. */
export function readResponsesUsage(usage: JsonObject, serviceTier?: JsonValue): Usage {
  const counts = openCounts(usage);
  const prompt = counts.split(counts.read("input_tokens"), [
    counts.read(`${input}.cached_tokens`),
    counts.read(`${input}.cache_write_tokens`),
    counts.read(`${input}.audio_tokens`),
    counts.read(`${input}.image_tokens`),
  ]);
  const completion = counts.split(counts.read("output_tokens"), [
    counts.read(`${output}.reasoning_tokens`),
    counts.read(`${output}.audio_tokens`),
    counts.read(`${output}.image_tokens`),
  ]);
  return compact({
    counts: usageCounts({
      input: prompt.rest,
      cached_input: prompt.parts[0] ?? 0,
      cache_write: prompt.parts[1] ?? 0,
      audio_input: prompt.parts[2] ?? 0,
      image_input: prompt.parts[3] ?? 0,
      output: completion.rest,
      reasoning: completion.parts[0] ?? 0,
      audio_output: completion.parts[1] ?? 0,
      image_output: completion.parts[2] ?? 0,
    }),
    serviceTier: readServiceTier(serviceTier),
    reportedCostUsd: decimalString(usage["cost"]) ?? decimalString(usage["cost_in_usd_ticks"], 10),
    clamped: counts.clamped() ? (true as const) : undefined,
  });
}

/** Usage in the counting of Responses: the sums hold their parts. */
export function writeResponsesUsage({ counts }: Usage): JsonObject {
  const inputTokens = inputTokensOf(counts);
  const outputTokens = outputTokensOf(counts);
  const cacheWrite = cacheWriteTokensOf(counts);
  return {
    input_tokens: inputTokens,
    input_tokens_details: jsonObject({
      cached_tokens: cachedInputTokensOf(counts),
      cache_write_tokens: cacheWrite === 0 ? undefined : cacheWrite,
    }),
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: counts.reasoning ?? 0 },
    total_tokens: inputTokens + outputTokens,
  };
}
