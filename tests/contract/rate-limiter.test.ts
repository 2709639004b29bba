import { randomUUID } from "node:crypto";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "#lib/core/clock.ts";
import { Secret } from "#lib/core/secret.ts";
import type { Log, RateLimiter } from "#lib/gateway/ports.ts";
import { memoryRateLimiter } from "../../lib/adapters/memory/rate-limiter.ts";
import { plainRedis } from "../../lib/adapters/redis/ratelimit-redis.ts";
import { sharedRateLimiter } from "../../lib/adapters/upstash/shared-rate-limiter.ts";
import { findRedis } from "../support/services.ts";
import { startUpstashShim } from "../support/upstash-shim.ts";

type Opened = { readonly limiter: RateLimiter; readonly close: () => Promise<void> };

const silent: Log = { warn: () => undefined, error: () => undefined };
const redis = await findRedis();
const fallback = () => memoryRateLimiter(systemClock);

const implementations: Record<string, (redisUrl: string) => Promise<Opened>> = {
  memory: async () => ({ limiter: fallback(), close: async () => undefined }),
  "plain Redis": async (redisUrl) => {
    const plain = plainRedis(new Secret(redisUrl), silent);
    return {
      limiter: sharedRateLimiter({ redis: plain.ratelimit, fallback: fallback(), log: silent }),
      close: plain.close,
    };
  },
  "Upstash over REST": async (redisUrl) => {
    const shim = await startUpstashShim(redisUrl);
    const client = new Redis({ url: shim.url, token: "test", enableTelemetry: false, retry: { retries: 0 } });
    return { limiter: sharedRateLimiter({ redis: client, fallback: fallback(), log: silent }), close: shim.close };
  },
};

for (const [name, open] of Object.entries(implementations)) {
  describe(`a rate limiter in ${name}`, () => {
    if (name !== "memory" && "absent" in redis) {
      it.skip(`needs ${redis.absent}`);
      return;
    }
    let opened: Opened;
    beforeAll(async () => {
      opened = await open("url" in redis ? redis.url : "");
    });
    afterAll(() => opened.close());

    it("allows exactly the limit among many at once, and says how much is left", async () => {
      const subject = randomUUID();
      const results = await Promise.all(
        Array.from({ length: 30 }, async () => opened.limiter.take({ subject, limit: 10, windowMs: 60_000 })),
      );
      expect(results.filter(({ allowed }) => allowed)).toHaveLength(10);
      expect(Math.min(...results.map(({ remaining }) => remaining))).toBe(0);
      expect(results.every(({ resetMs }) => resetMs > 0 && resetMs <= 120_000)).toBe(true);
    });

    it("takes several at once, or none of them", async () => {
      const subject = randomUUID();
      const take = (amount: number) => opened.limiter.take({ subject, limit: 10, windowMs: 60_000, amount });
      expect((await take(8)).allowed).toBe(true);
      expect((await take(2)).allowed).toBe(true);
      expect((await take(1)).allowed).toBe(false);
    });

    it("counts subjects apart", async () => {
      const take = () => opened.limiter.take({ subject: randomUUID(), limit: 1, windowMs: 60_000 });
      expect((await take()).allowed && (await take()).allowed).toBe(true);
    });
  });
}

describe("shared counters that are away", () => {
  it.skipIf("absent" in redis)(
    "F31 leave the decision to the process after one short wait, and limits still hold",
    async () => {
      const shim = await startUpstashShim("url" in redis ? redis.url : "");
      const client = new Redis({ url: shim.url, token: "test", enableTelemetry: false, retry: { retries: 0 } });
      const limiter = sharedRateLimiter({ redis: client, fallback: fallback(), log: silent });
      shim.stall(true);
      const subject = randomUUID();
      const results: boolean[] = [];
      for (let take = 0; take < 4; take++)
        results.push((await limiter.take({ subject, limit: 3, windowMs: 60_000 })).allowed);
      expect(results).toEqual([true, true, true, false]);
      await shim.close();
    },
  );
});
