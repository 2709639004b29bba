import type { ProviderHeaders } from "./retry-after.ts";

const kinds = [
  { reset: /^(?:x-)?ratelimit-reset(?:-[a-z-]+)?$/, remainingOf: (name: string) => name.replace("reset", "remaining") },
  {
    reset: /^anthropic-ratelimit-[a-z-]+-reset$/,
    remainingOf: (name: string) => name.replace(/reset$/, "remaining"),
  },
];

/**
 * How long until the limits of a 429 that have nothing left are filled again, by the headers that tell it: OpenAI's
 * and Groq's `x-ratelimit-reset-requests: 6m0s`, Anthropic's `anthropic-ratelimit-tokens-reset` (a time), OpenRouter's
 * and GitHub's `x-ratelimit-reset` (milliseconds or seconds since 1970). `nowMs` is the time of the reply.
 */
export function readRateLimitResetMs(headers: ProviderHeaders, nowMs: number | undefined): number | undefined {
  let longestMs: number | undefined;
  for (const [name, value] of Object.entries(headers)) {
    const kind = kinds.find(({ reset }) => reset.test(name));
    if (!kind || typeof value !== "string") continue;
    const remaining = headers[kind.remainingOf(name)];
    if (typeof remaining !== "string" || Number(remaining) > 0) continue;
    const waitMs = readDuration(value) ?? untilTime(value, nowMs);
    if (waitMs !== undefined && waitMs > (longestMs ?? 0)) longestMs = waitMs;
  }
  return longestMs;
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `6m0s`, `7.66s`, `20ms`. */
function readDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(text)) return undefined;
  let totalMs = 0;
  for (const [, amount, unit = ""] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)) {
    totalMs += Number(amount) * (unitMs[unit] ?? 0);
  }
  return totalMs;
}

/** A bare number above these is a time since 1970, below them a number of seconds from now. */
const epochMillisecondsMin = 1e12;
const epochSecondsMin = 1e9;

function untilTime(text: string, nowMs: number | undefined): number | undefined {
  const bare = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (bare !== undefined && bare < epochSecondsMin) return bare * 1_000;
  const atMs = bare === undefined ? Date.parse(text) : bare >= epochMillisecondsMin ? bare : bare * 1_000;
  return Number.isNaN(atMs) || nowMs === undefined ? undefined : Math.max(0, atMs - nowMs);
}
