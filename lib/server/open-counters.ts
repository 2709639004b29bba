import { Redis } from "@upstash/redis";
import type { Clock } from "#lib/core/clock.ts";
import type { Secret } from "#lib/core/secret.ts";
import type { ReplyCache } from "#lib/gateway/cache/reply-cache.ts";
import type { Log, RateLimiter } from "#lib/gateway/ports.ts";
import type { KeptReasoning } from "#lib/gateway/reasoning/kept-reasoning.ts";
import type { Health } from "#lib/gateway/routing/health.ts";
import { type HealthChange, memoryHealth } from "../adapters/memory/health.ts";
import { memoryKeptReasoning } from "../adapters/memory/kept-reasoning.ts";
import { memoryRateLimiter } from "../adapters/memory/rate-limiter.ts";
import { memoryReplyCache } from "../adapters/memory/reply-cache.ts";
import { plainRedis } from "../adapters/redis/ratelimit-redis.ts";
import { sharedKeptReasoning } from "../adapters/redis/shared-kept-reasoning.ts";
import { sharedReplyCache } from "../adapters/redis/shared-reply-cache.ts";
import { upstashHealthHints } from "../adapters/upstash/health-hints.ts";
import { sharedHealth } from "../adapters/upstash/shared-health.ts";
import { sharedRateLimiter } from "../adapters/upstash/shared-rate-limiter.ts";
import { upstashTexts } from "../adapters/upstash/upstash-texts.ts";
import type { Env } from "../env.ts";

/** Counters, and the health of targets, that several instances share where a store for them is configured; in this process otherwise. */
export type Counters = {
  readonly rateLimiter: RateLimiter;
  readonly health: Health;
  readonly keptReasoning: KeptReasoning;
  readonly replyCache: ReplyCache;
  readonly check: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

export type CounterOptions = {
  readonly clock: Clock;
  readonly log: Log;
  /** Seals users' text before it goes to a store. */
  readonly secret: Secret;
};

export function openCounters(env: Env, { clock, log, secret }: CounterOptions): Counters {
  const fallback = memoryRateLimiter(clock);
  const onChange = (change: HealthChange) => log.warn("target_health", change);
  switch (env.counters.kind) {
    case "memory":
      return {
        rateLimiter: fallback,
        health: memoryHealth(clock, onChange),
        keptReasoning: memoryKeptReasoning(clock),
        replyCache: memoryReplyCache(clock),
        check: () => Promise.resolve(true),
        close: () => Promise.resolve(),
      };
    case "upstash": {
      const redis = new Redis({
        url: env.counters.url,
        token: env.counters.token.reveal(),
        enableTelemetry: false,
        retry: { retries: 0 },
      });
      const store = upstashTexts(redis);
      return {
        rateLimiter: sharedRateLimiter({ redis, fallback, log }),
        health: sharedHealth({ hints: upstashHealthHints(redis), clock, log, onChange }),
        keptReasoning: sharedKeptReasoning({ store, secret, log }),
        replyCache: sharedReplyCache({ store, secret, log }),
        check: async () => (await redis.ping()) === "PONG",
        close: () => Promise.resolve(),
      };
    }
    case "redis": {
      const redis = plainRedis(env.counters.url, log);
      return {
        rateLimiter: sharedRateLimiter({ redis: redis.ratelimit, fallback, log }),
        health: sharedHealth({ hints: redis.healthHints, clock, log, onChange }),
        keptReasoning: sharedKeptReasoning({ store: redis.texts, secret, log }),
        replyCache: sharedReplyCache({ store: redis.texts, secret, log }),
        check: redis.ping,
        close: redis.close,
      };
    }
  }
}
