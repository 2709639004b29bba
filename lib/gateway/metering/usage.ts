/**
 * What a request used, in disjoint classes: no unit is counted in two of them.
 * Tokens, but for `request`, `image`, `second` (whole, rounded up), `character` and `web_search`.
 */
export const usageClasses = [
  "input",
  "cached_input",
  "cache_write",
  "cache_write_1h",
  "output",
  "reasoning",
  "audio_input",
  "cached_audio_input",
  "audio_output",
  "image_input",
  "cached_image_input",
  "image_output",
  "request",
  "image",
  "second",
  "character",
  "web_search",
] as const;

export type UsageClass = (typeof usageClasses)[number];

export type UsageCounts = { readonly [Class in UsageClass]?: number };

/**
 * Where the counts come from. `provider`: reported and plausible. `clamped`: reported, but nonsense was
 * corrected. The others are our own measure, named by the reason why there was no report.
 */
export const usageSources = ["provider", "clamped", "estimated", "estimated_cut", "estimated_disconnect"] as const;

export type UsageSource = (typeof usageSources)[number];

export type Usage = {
  readonly counts: UsageCounts;
  /** The price tier the provider says it really used: `flex`, `priority`, `batch`; absent is the standard one. */
  readonly serviceTier?: string;
  /** The provider's own figure for the charge as a decimal string in USD (OpenRouter, xAI); recorded beside ours. */
  readonly reportedCostUsd?: string;
  /** Conditions of the price that the reply names: `us` for inference kept there, `fast` for the fast speed. */
  readonly conditions?: readonly string[];
  /** The report held nonsense (negative, fractional, parts larger than the whole) that was corrected. */
  readonly clamped?: true;
};

const inputClasses: readonly UsageClass[] = [
  "input",
  "cached_input",
  "cache_write",
  "cache_write_1h",
  "audio_input",
  "cached_audio_input",
  "image_input",
  "cached_image_input",
];
const outputClasses: readonly UsageClass[] = ["output", "reasoning", "audio_output", "image_output"];

/** All tokens that went in, cached ones and cache writes included. */
export function inputTokensOf(counts: UsageCounts): number {
  return inputClasses.reduce((total, name) => total + (counts[name] ?? 0), 0);
}

/** All tokens that came out, reasoning included. */
export function outputTokensOf(counts: UsageCounts): number {
  return outputClasses.reduce((total, name) => total + (counts[name] ?? 0), 0);
}

export function cachedInputTokensOf(counts: UsageCounts): number {
  return (counts.cached_input ?? 0) + (counts.cached_audio_input ?? 0) + (counts.cached_image_input ?? 0);
}

export function cacheWriteTokensOf(counts: UsageCounts): number {
  return (counts.cache_write ?? 0) + (counts.cache_write_1h ?? 0);
}
