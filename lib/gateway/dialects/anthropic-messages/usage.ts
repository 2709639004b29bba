import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import {
  cachedInputTokensOf,
  cacheWriteTokensOf,
  inputTokensOf,
  outputTokensOf,
  type Usage,
  type UsageCounts,
  usageClasses,
} from "../../metering/usage.ts";
import { compact, jsonObject } from "../compact.ts";
import { openCounts, readServiceTier, usageCounts } from "../read-counts.ts";

/** Reads Anthropic's usage, whose input leaves out what was read from or written to the cache. */
export function readMessagesUsage(usage: JsonObject): Usage {
  const counts = openCounts(usage);
  const cacheWrites = counts.read("cache_creation_input_tokens");
  const writes = counts.split(
    Math.max(
      cacheWrites,
      counts.read("cache_creation.ephemeral_5m_input_tokens") + counts.read("cache_creation.ephemeral_1h_input_tokens"),
    ),
    [counts.read("cache_creation.ephemeral_1h_input_tokens")],
  );
  const output = counts.split(counts.read("output_tokens"), [counts.read("output_tokens_details.thinking_tokens")]);
  const own = usageCounts({
    input: counts.read("input_tokens"),
    cached_input: counts.read("cache_read_input_tokens"),
    cache_write: writes.rest,
    cache_write_1h: writes.parts[0] ?? 0,
    output: output.rest,
    reasoning: output.parts[0] ?? 0,
    web_search: counts.read("server_tool_use.web_search_requests"),
  });
  const { conditions } = readConditions(usage);
  return compact({
    counts: addHiddenIterations(own, usage["iterations"]),
    serviceTier: readServiceTier(usage["service_tier"]),
    conditions: conditions.length > 0 ? conditions : undefined,
    clamped: counts.clamped() ? (true as const) : undefined,
  });
}

/** Fast inference and inference kept in one region have factors on their price. */
function readConditions({ speed, inference_geo: region }: JsonObject): { readonly conditions: readonly string[] } {
  return { conditions: [...(speed === "fast" ? ["fast"] : []), ...(region === "us" ? ["us"] : [])] };
}

const hiddenIterations = new Set(["compaction", "advisor_message"]);

/** The sums of the report leave out what the provider's own helpers used; they are billed all the same. */
function addHiddenIterations(counts: UsageCounts, iterations: JsonValue | undefined): UsageCounts {
  if (!Array.isArray(iterations)) return counts;
  let total = counts;
  for (const iteration of iterations as readonly JsonValue[]) {
    if (!isJsonObject(iteration) || !hiddenIterations.has(String(iteration["type"]))) continue;
    const { type, iterations: nested, ...usage } = iteration;
    total = addCounts(total, readMessagesUsage(usage).counts);
  }
  return total;
}

function addCounts(left: UsageCounts, right: UsageCounts): UsageCounts {
  const sums = usageClasses.map((name) => [name, (left[name] ?? 0) + (right[name] ?? 0)] as const);
  return usageCounts(Object.fromEntries(sums));
}

/** Later reports correct earlier ones field by field; a `null` says nothing. */
export function mergeUsage(earlier: JsonObject, later: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...earlier };
  for (const name in later) {
    const value = later[name];
    if (value === undefined || value === null) continue;
    const known = merged[name];
    merged[name] = isJsonObject(value) && isJsonObject(known) ? mergeUsage(known, value) : value;
  }
  return merged;
}

/** What stands in a message before anything was counted: this format has no place without it. */
export const noUsage: Usage = { counts: {} };

/** Usage in Anthropic's counting: cached and uncached input side by side. */
export function writeMessagesUsage({ counts, serviceTier }: Usage): JsonObject {
  const cached = cachedInputTokensOf(counts);
  const writes = cacheWriteTokensOf(counts);
  const hourly = counts.cache_write_1h ?? 0;
  return jsonObject({
    input_tokens: inputTokensOf(counts) - cached - writes,
    cache_creation_input_tokens: writes,
    cache_read_input_tokens: cached,
    cache_creation: { ephemeral_5m_input_tokens: writes - hourly, ephemeral_1h_input_tokens: hourly },
    output_tokens: outputTokensOf(counts),
    output_tokens_details: counts.reasoning === undefined ? undefined : { thinking_tokens: counts.reasoning },
    server_tool_use: counts.web_search === undefined ? undefined : { web_search_requests: counts.web_search },
    service_tier: serviceTier,
  });
}
