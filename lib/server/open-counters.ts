import { Redis } from "@upstash/redis";
import type { Clock } from "#lib/core/clock.ts";
import type { Log, RateLimiter } from "#lib/gateway/ports.ts";
import { memoryRateLimiter } from "../adapters/memory/rate-limiter.ts";
import { plainRedis } from "../adapters/redis/ratelimit-redis.ts";
import { sharedRateLimiter } from "../adapters/upstash/shared-rate-limiter.ts";
import type { Env } from "../env.ts";

/** Counters that several instances share where a store for them is configured; in this process otherwise. */
export type Counters = {
  readonly rateLimiter: RateLimiter;
  readonly check: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

export function openCounters(env: Env, { clock, log }: { readonly clock: Clock; readonly log: Log }): Counters {
  const fallback = memoryRateLimiter(clock);
  switch (env.counters.kind) {
    case "memory":
      return { rateLimiter: fallback, check: () => Promise.resolve(true), close: () => Promise.resolve() };
    case "upstash": {
      const redis = new Redis({
        url: env.counters.url,
        token: env.counters.token.reveal(),
        enableTelemetry: false,
        retry: { retries: 0 },
      });
      return {
        rateLimiter: sharedRateLimiter({ redis, fallback, log }),
        check: async () => (await redis.ping()) === "PONG",
        close: () => Promise.resolve(),
      };
    }
    case "redis": {
      const redis = plainRedis(env.counters.url, log);
      return {
        rateLimiter: sharedRateLimiter({ redis: redis.ratelimit, fallback, log }),
        check: redis.ping,
        close: redis.close,
      };
    }
  }
}
