import { Ratelimit } from "@upstash/ratelimit";
import type { Log, RateLimit, RateLimiter, RateLimitResult } from "../../gateway/ports.ts";

type LibraryRedis = ConstructorParameters<typeof Ratelimit>[0]["redis"];

/** What the library really uses of a Redis: Upstash's own client has it, and so has the one for plain Redis. */
export type RatelimitRedis = {
  readonly eval: (script: string, keys: string[], values: unknown[]) => Promise<unknown>;
  readonly evalsha: (hash: string, keys: string[], values: unknown[]) => Promise<unknown>;
  readonly get: (key: string) => Promise<unknown>;
  readonly set: (key: string, value: string) => Promise<unknown>;
};

export type SharedLimiterOptions = {
  readonly redis: RatelimitRedis;
  /** Decides while the shared counters are away. */
  readonly fallback: RateLimiter;
  readonly log: Log;
};

/** The library answers "allowed" when its store is late; that is a failure here, and the fallback decides. */
const timeoutMs = 150;
/** After a failure the store is left alone for this long, so that its absence costs one wait and not one a request. */
const restMs = 5_000;

/** Sliding windows shared by all instances; in-process while the store is away. */
export function sharedRateLimiter({ redis, fallback, log }: SharedLimiterOptions): RateLimiter {
  const limiters = new Map<string, Ratelimit>();
  let restUntilMs = 0;

  const limiterFor = ({ limit, windowMs }: RateLimit): Ratelimit => {
    const name = `${limit}:${windowMs}`;
    const known = limiters.get(name);
    if (known) return known;
    const limiter = new Ratelimit({
      // The library's type names the whole client of Upstash; it calls these four commands only.
      redis: redis as LibraryRedis,
      limiter: Ratelimit.slidingWindow(limit, `${windowMs} ms`),
      prefix: `gateway:rate:${name}`,
      timeout: timeoutMs,
      analytics: false,
    });
    limiters.set(name, limiter);
    return limiter;
  };

  return {
    async take(wanted): Promise<RateLimitResult> {
      if (Date.now() < restUntilMs) return fallback.take(wanted);
      try {
        const answer = await limiterFor(wanted).limit(wanted.subject, { rate: wanted.amount ?? 1 });
        if (answer.reason === "timeout") throw new Error("the shared counters did not answer in time");
        return {
          allowed: answer.success,
          limit: wanted.limit,
          remaining: Math.max(0, answer.remaining),
          resetMs: Math.max(1, answer.reset - Date.now()),
        };
      } catch (cause) {
        restUntilMs = Date.now() + restMs;
        log.warn("shared_counters_away", { cause });
        return fallback.take(wanted);
      }
    },
  };
}
