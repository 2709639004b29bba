import type { Redis } from "@upstash/redis";
import type { HealthHint, HealthHints } from "./shared-health.ts";

/** One sorted set for the installation: the names by the time until which they hold. */
export const healthHintsKey = "gateway:health";
export const healthHintsMax = 1_000;

/** Names and scores in turn; in pairs from a proxy that speaks the newer protocol to its Redis. */
type Scored = string | number | (string | number)[];

/** Health hints in Upstash, over its REST protocol. */
export function upstashHealthHints(redis: Pick<Redis, "zadd" | "zrem" | "zrange" | "zremrangebyscore">): HealthHints {
  return {
    async put(name, untilMs) {
      await redis.zremrangebyscore(healthHintsKey, 0, Date.now());
      await redis.zadd(healthHintsKey, { score: untilMs, member: name });
    },
    remove: (name) => redis.zrem(healthHintsKey, name),
    async list(afterMs): Promise<readonly HealthHint[]> {
      const found = await redis.zrange<Scored[]>(healthHintsKey, `(${afterMs}`, "+inf", {
        byScore: true,
        withScores: true,
        offset: 0,
        count: healthHintsMax,
      });
      const pairs = found.flat();
      const hints: HealthHint[] = [];
      for (let index = 0; index + 1 < pairs.length; index += 2) {
        hints.push({ name: String(pairs[index]), untilMs: Number(pairs[index + 1]) });
      }
      return hints;
    },
  };
}
