import { formatCount, formatLatency } from "#components/format/format-number.ts";
import type { RuleView } from "#lib/management/rules/rule-view.ts";

const timeoutWords = [
  ["connectMs", "connect"],
  ["firstTokenMs", "first token"],
  ["idleMs", "silence"],
  ["totalMs", "whole attempt"],
] as const;

/** When a rule applies, as a sentence without its "When"; empty when it always does. */
export function conditionWords({ metadata = {}, endpoint, stream, minInputTokens, maxInputTokens }: RuleView["when"]) {
  const parts = Object.entries(metadata).map(([name, value]) => `${name} is ${value}`);
  if (endpoint !== undefined) parts.push(`asked through /v1/${endpoint}`);
  if (stream !== undefined) parts.push(stream ? "streamed" : "not streamed");
  if (minInputTokens !== undefined && maxInputTokens !== undefined) {
    parts.push(`${formatCount(minInputTokens)} to ${formatCount(maxInputTokens)} input tokens`);
  } else if (minInputTokens !== undefined) parts.push(`at least ${formatCount(minInputTokens)} input tokens`);
  else if (maxInputTokens !== undefined) parts.push(`at most ${formatCount(maxInputTokens)} input tokens`);
  return parts.join(", ");
}

/** The limits that the rule sets itself; empty when it sets none. */
export function limitWords({ timeouts, retries }: Pick<RuleView, "timeouts" | "retries">): string {
  const parts = timeoutWords.flatMap(([name, word]) => {
    const milliseconds = timeouts[name];
    return milliseconds === undefined ? [] : [`${word} ${formatLatency(milliseconds)}`];
  });
  const limits = parts.length === 0 ? [] : [`Timeouts: ${parts.join(", ")}`];
  if (retries !== null) limits.push(retries === 1 ? "1 retry" : `${retries} retries`);
  return limits.join(" · ");
}

/** A rule has no name: this is how notices and buttons call it. */
export function ruleName({ models, providerName }: Pick<RuleView, "models" | "providerName">): string {
  const [first = "", ...others] = models;
  return `${others.length === 0 ? first : `${first} and ${others.length} more`} to ${providerName}`;
}
