import type { JsonObject } from "#lib/core/json.ts";
import type { ErrorFacts } from "./error-facts.ts";
import { readRateLimitResetMs } from "./rate-limit-reset.ts";

/** Names in small letters. */
export type ProviderHeaders = { readonly [name: string]: string | readonly string[] | undefined };

const shortestMs = 1_000;
const longestMs = 3_600_000;

/** How long the provider asks to wait, between one second and one hour; nonsense is no answer. */
export function readRetryAfterMs(headers: ProviderHeaders, facts: ErrorFacts, nowMs?: number): number | undefined {
  if (hasDailyQuota(facts.details)) return longestMs;
  const candidates = [
    milliseconds(header(headers, "retry-after-ms"), 1),
    milliseconds(header(headers, "retry-after"), 1_000) ?? untilDate(headers, nowMs),
    retryDelay(facts.details),
    readRateLimitResetMs(headers, sentAtMs(headers) ?? nowMs),
  ];
  const waitMs = candidates.find((candidate) => candidate !== undefined);
  return waitMs === undefined ? undefined : Math.min(Math.max(Math.ceil(waitMs), shortestMs), longestMs);
}

function milliseconds(value: string | undefined, unit: number): number | undefined {
  return value !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * unit : undefined;
}

/** A date counts from the reply's own `Date`, so that a wrong clock on either side does no harm. */
function untilDate(headers: ProviderHeaders, nowMs: number | undefined): number | undefined {
  const value = header(headers, "retry-after");
  if (value === undefined || !/[A-Za-z]{3}/.test(value)) return undefined;
  const dateMs = Date.parse(value);
  const fromMs = sentAtMs(headers) ?? nowMs;
  return Number.isNaN(dateMs) || fromMs === undefined ? undefined : Math.max(dateMs - fromMs, 0);
}

function sentAtMs(headers: ProviderHeaders): number | undefined {
  const sentMs = Date.parse(header(headers, "date") ?? "");
  return Number.isNaN(sentMs) ? undefined : sentMs;
}

/** Google's `RetryInfo`: `"34.4s"`. */
function retryDelay(details: readonly JsonObject[]): number | undefined {
  for (const detail of details) {
    const delay = detail["retryDelay"];
    if (typeof delay === "string" && /^\d+(\.\d+)?s$/.test(delay)) return Number(delay.slice(0, -1)) * 1_000;
  }
  return undefined;
}

/** A spent quota of the day does not come back in the seconds that Google names beside it. */
function hasDailyQuota(details: readonly JsonObject[]): boolean {
  return details.some((detail) => {
    const { violations } = detail;
    return Array.isArray(violations) && JSON.stringify(violations).includes("PerDay");
  });
}

function header(headers: ProviderHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : value?.[0];
}
