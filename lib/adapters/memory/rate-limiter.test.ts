import { describe, expect, it } from "vitest";
import { memoryRateLimiter } from "./rate-limiter.ts";

const minute = 60_000;

describe("the in-process rate limiter", () => {
  it("allows the limit within a window and refuses the next one, without counting it", async () => {
    const { limiter } = open();
    for (let take = 0; take < 3; take++) expect((await takeOne(limiter)).allowed).toBe(true);
    expect(await takeOne(limiter)).toMatchObject({ allowed: false, limit: 3, remaining: 0 });
  });

  it("slides: half a window later, half of the last window still counts", async () => {
    const { limiter, clock } = open();
    clock.ms = 10 * minute;
    for (let take = 0; take < 3; take++) await takeOne(limiter);
    clock.ms = 11 * minute + minute / 2;
    expect((await takeOne(limiter)).allowed).toBe(true);
    expect((await takeOne(limiter)).allowed).toBe(false);
    clock.ms = 13 * minute;
    expect((await takeOne(limiter)).remaining).toBe(2);
  });

  it("counts subjects apart", async () => {
    const { limiter } = open();
    for (let take = 0; take < 3; take++) await takeOne(limiter);
    expect((await limiter.take({ subject: "another", limit: 3, windowMs: minute })).allowed).toBe(true);
  });
});

function open() {
  const clock = { ms: 0 };
  return { clock, limiter: memoryRateLimiter({ nowMs: () => clock.ms, monotonicMs: () => clock.ms }) };
}

async function takeOne(limiter: ReturnType<typeof memoryRateLimiter>) {
  return limiter.take({ subject: "key", limit: 3, windowMs: minute });
}
