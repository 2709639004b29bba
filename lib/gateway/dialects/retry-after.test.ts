import { describe, expect, it } from "vitest";
import { readErrorFacts } from "./error-facts.ts";
import { readRetryAfterMs } from "./retry-after.ts";

const none = readErrorFacts({});
const details = (...list: object[]) => readErrorFacts({ error: { code: 429, details: list } });

describe("how long to wait", () => {
  it.each([
    [{ "retry-after": "2" }, 2_000],
    [{ "retry-after": "0.2" }, 1_000],
    [{ "retry-after-ms": "1500", "retry-after": "9" }, 1_500],
    [{ "retry-after": "999999" }, 3_600_000],
    [{ "retry-after": ["7", "8"] }, 7_000],
    [{ "retry-after": "soon" }, undefined],
    [{ "retry-after": "-5" }, undefined],
    [{ "retry-after": "Infinity" }, undefined],
    [{}, undefined],
  ])("is read from %j as %s ms", (headers, expected) => {
    expect(readRetryAfterMs(headers, none)).toBe(expected);
  });

  it("counts a date from the reply's own date, and from our clock only without one", () => {
    const headers = { "retry-after": "Fri, 21 Aug 2026 10:00:30 GMT" };
    expect(readRetryAfterMs({ ...headers, date: "Fri, 21 Aug 2026 10:00:00 GMT" }, none)).toBe(30_000);
    expect(readRetryAfterMs(headers, none, Date.parse("2026-08-21T10:00:10Z"))).toBe(20_000);
    expect(readRetryAfterMs(headers, none, Date.parse("2026-08-21T11:00:00Z"))).toBe(1_000);
    expect(readRetryAfterMs(headers, none)).toBeUndefined();
  });

  it("comes from Google's details, whose daily quota does not come back in seconds", () => {
    expect(readRetryAfterMs({}, details({ retryDelay: "34.4s" }))).toBe(34_400);
    expect(readRetryAfterMs({}, details({ retryDelay: "34" }))).toBeUndefined();
    const spent = details({ violations: [{ quotaId: "RequestsPerDayPerProject" }] }, { retryDelay: "34s" });
    expect(readRetryAfterMs({}, spent)).toBe(3_600_000);
  });

  const date = { date: "Fri, 21 Aug 2026 10:00:00 GMT" };
  const atMs = Date.parse("2026-08-21T10:00:00Z");

  it.each([
    [{ "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "6m0s" }, 360_000],
    [{ "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "7.66s" }, 7_660],
    [{ "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "20ms" }, 1_000],
    [{ "x-ratelimit-remaining-requests": "9", "x-ratelimit-reset-requests": "6m0s" }, undefined],
    [{ "x-ratelimit-reset-requests": "6m0s" }, undefined],
    [
      { "anthropic-ratelimit-tokens-remaining": "0", "anthropic-ratelimit-tokens-reset": "2026-08-21T10:00:12Z" },
      12_000,
    ],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(atMs + 45_000) }, 45_000],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(atMs / 1_000 + 45) }, 45_000],
    [{ "ratelimit-remaining": "0", "ratelimit-reset": "30" }, 30_000],
    [{ "ratelimit-remaining": "0", "ratelimit-reset": "later" }, undefined],
    [{ "retry-after": "2", "ratelimit-remaining": "0", "ratelimit-reset": "30" }, 2_000],
  ])("is the reset of the limit that has nothing left: %j", (headers, expected) => {
    expect(readRetryAfterMs({ ...headers, ...date }, none)).toBe(expected);
  });
});
