import { createHash } from "node:crypto";
import { createClient } from "redis";
import type { Secret } from "#lib/core/secret.ts";
import type { Log } from "../../gateway/ports.ts";
import { healthHintsKey, healthHintsMax } from "../upstash/health-hints.ts";
import type { HealthHints } from "../upstash/shared-health.ts";
import type { RatelimitRedis } from "../upstash/shared-rate-limiter.ts";
import type { TextStore } from "./shared-kept-reasoning.ts";

export type PlainRedis = {
  readonly ratelimit: RatelimitRedis;
  readonly healthHints: HealthHints;
  readonly texts: TextStore;
  readonly ping: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/** The library's scripts begin with a line that only Upstash understands; plain Redis refuses it. */
const upstashShebang = /^#!lua[^\n]*\n/;

/**
 * A plain Redis in the shape that `@upstash/ratelimit` expects. Commands fail at once while the connection is away
 * instead of queueing behind it; the connection comes back by itself.
 */
export function plainRedis(url: Secret, log: Log): PlainRedis {
  const client = createClient({ url: url.reveal(), disableOfflineQueue: true, socket: { connectTimeout: 1_000 } });
  client.on("error", (cause: unknown) => log.warn("redis_away", { cause }));
  const connected = client.connect().catch(() => undefined);
  /** By the hash of the library's own text, the text that plain Redis takes. */
  const scripts = new Map<string, string>();
  const run = async (script: string, keys: readonly string[], values: readonly unknown[]): Promise<unknown> => {
    await connected;
    return client.eval(script, { keys: [...keys], arguments: values.map(String) });
  };
  const ratelimit = {
    eval: (script: string, keys: readonly string[], values: readonly unknown[]) => {
      const plain = script.replace(upstashShebang, "");
      scripts.set(createHash("sha1").update(script).digest("hex"), plain);
      return run(plain, keys, values);
    },
    evalsha: (hash: string, keys: readonly string[], values: readonly unknown[]) => {
      const script = scripts.get(hash);
      return script === undefined ? Promise.reject(new Error("NOSCRIPT not seen yet")) : run(script, keys, values);
    },
    get: (key: string) => client.get(key),
    set: (key: string, value: string) => client.set(key, value),
  };
  const texts: TextStore = {
    setTexts: async (entries, seconds) => {
      await connected;
      const commands = client.multi();
      for (const [name, text] of entries) commands.set(name, text, { expiration: { type: "EX", value: seconds } });
      return commands.exec();
    },
    getTexts: async (names) => {
      await connected;
      return client.mGet([...names]);
    },
  };
  const healthHints: HealthHints = {
    async put(name, untilMs) {
      await connected;
      await client.zRemRangeByScore(healthHintsKey, 0, Date.now());
      await client.zAdd(healthHintsKey, { score: untilMs, value: name });
    },
    async remove(name) {
      await connected;
      await client.zRem(healthHintsKey, name);
    },
    async list(afterMs) {
      await connected;
      const range = { LIMIT: { offset: 0, count: healthHintsMax } };
      const found = await client.zRangeByScoreWithScores(healthHintsKey, `(${afterMs}`, "+inf", range);
      return found.map(({ value, score }) => ({ name: value, untilMs: score }));
    },
  };
  return {
    ratelimit,
    healthHints,
    texts,
    ping: async () => (await client.ping()) === "PONG",
    close: async () => {
      await connected;
      client.destroy();
    },
  };
}
