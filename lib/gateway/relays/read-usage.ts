import type { JsonValue } from "#lib/core/json.ts";
import { compact } from "../dialects/compact.ts";
import { decimalString, hasCounts, openCounts } from "../dialects/read-counts.ts";
import type { Usage, UsageCounts } from "../metering/usage.ts";

/**
 * The tokens that went in, for endpoints whose output is not counted; `undefined` where nothing was reported. Voyage
 * and Jina report only the total, Google its own name of it.
 */
export function readInputUsage(usage: JsonValue | undefined): Usage | undefined {
  if (!hasCounts(usage, inputNames)) return undefined;
  const counts = openCounts(usage);
  return reportedUsage({ input: counts.read(...inputNames) }, usage["cost"], counts.clamped());
}

const inputNames = ["prompt_tokens", "input_tokens", "promptTokenCount", "total_tokens", "totalTokenCount"];

/** A report with the charge that the provider itself names (OpenRouter), if it does. */
export function reportedUsage(counts: UsageCounts, cost: JsonValue | undefined, clamped: boolean): Usage {
  return compact({
    counts,
    reportedCostUsd: decimalString(cost),
    clamped: clamped ? (true as const) : undefined,
  });
}
