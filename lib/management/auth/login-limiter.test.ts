import { describe, expect, it } from "vitest";
import type { RateLimiter } from "#lib/gateway/ports.ts";
import { loginLimiter } from "./login-limiter.ts";

const right = async () => "in";
const wrong = async () => undefined;

function clockAt(startMs: number) {
  let nowMs = startMs;
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { clock: { nowMs: () => nowMs, monotonicMs: () => nowMs }, pass };
}

async function fail(limiter: ReturnType<typeof loginLimiter>, times: number, subject = "ada|ip"): Promise<void> {
  for (let time = 0; time < times; time++) await limiter.attempt(subject, wrong);
}

describe("loginLimiter", () => {
  it("stops an account at an address after ten failures, until fifteen minutes are over", async () => {
    const { clock, pass } = clockAt(1_000);
    const limiter = loginLimiter(clock);
    await fail(limiter, 10);
    await expect(limiter.attempt("ada|ip", right)).rejects.toMatchObject({
      code: "too_many_auth_failures",
      options: { retryAfterMs: 900_000 },
    });
    expect(await limiter.attempt("ada|other ip", right)).toBe("in");
    expect(await limiter.attempt("bob|ip", right)).toBe("in");
    pass(900_001);
    expect(await limiter.attempt("ada|ip", right)).toBe("in");
  });

  it("forgets failures once somebody gets in", async () => {
    const limiter = loginLimiter(clockAt(0).clock);
    await fail(limiter, 9);
    expect(await limiter.attempt("ada|ip", right)).toBe("in");
    await fail(limiter, 9);
    expect(await limiter.attempt("ada|ip", right)).toBe("in");
  });

  it("does not let a thousand attempts at once be a thousand guesses", async () => {
    const limiter = loginLimiter(clockAt(0).clock);
    let guesses = 0;
    const guess = async () => void guesses++;
    const results = await Promise.allSettled(Array.from({ length: 1000 }, () => limiter.attempt("ada|ip", guess)));
    expect(guesses).toBe(10);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(990);
  });

  it("counts an attempt that breaks as neither", async () => {
    const limiter = loginLimiter(clockAt(0).clock);
    for (let time = 0; time < 30; time++) {
      await expect(limiter.attempt("ada|ip", () => Promise.reject(new Error("database away")))).rejects.toThrow("away");
    }
    expect(await limiter.attempt("ada|ip", right)).toBe("in");
  });

  it("stops at once when the shared counter knows of failures elsewhere", async () => {
    const shared: RateLimiter = { take: () => ({ allowed: false, limit: 10, remaining: 0, resetMs: 60_000 }) };
    const limiter = loginLimiter(clockAt(0).clock, shared);
    await fail(limiter, 1);
    await expect(limiter.attempt("ada|ip", right)).rejects.toMatchObject({ options: { retryAfterMs: 60_000 } });
  });
});
