import { randomUUID } from "node:crypto";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Clock, systemClock } from "#lib/core/clock.ts";
import { Secret } from "#lib/core/secret.ts";
import { cachedReplyLengthMax, type ReplyCache } from "#lib/gateway/cache/reply-cache.ts";
import type { Log } from "#lib/gateway/ports.ts";
import { memoryReplyCache } from "../../lib/adapters/memory/reply-cache.ts";
import { plainRedis } from "../../lib/adapters/redis/ratelimit-redis.ts";
import type { TextStore } from "../../lib/adapters/redis/shared-kept-reasoning.ts";
import { sharedReplyCache } from "../../lib/adapters/redis/shared-reply-cache.ts";
import { upstashTexts } from "../../lib/adapters/upstash/upstash-texts.ts";
import { findRedis } from "../support/services.ts";
import { startUpstashShim } from "../support/upstash-shim.ts";

type Opened = { readonly cache: ReplyCache; readonly store?: TextStore; readonly close: () => Promise<void> };

const silent: Log = { warn: () => undefined, error: () => undefined };
const secret = new Secret("a secret of this test");
const redis = await findRedis();

const implementations: Record<string, (redisUrl: string) => Promise<Opened>> = {
  memory: async () => ({ cache: memoryReplyCache(systemClock), close: async () => undefined }),
  "plain Redis": async (redisUrl) => {
    const plain = plainRedis(new Secret(redisUrl), silent);
    const cache = sharedReplyCache({ store: plain.texts, secret, log: silent });
    return { cache, store: plain.texts, close: plain.close };
  },
  "Upstash over REST": async (redisUrl) => {
    const shim = await startUpstashShim(redisUrl);
    const store = upstashTexts(new Redis({ url: shim.url, token: "test", enableTelemetry: false }));
    return { cache: sharedReplyCache({ store, secret, log: silent }), store, close: shim.close };
  },
};

for (const [name, open] of Object.entries(implementations)) {
  describe(`replies kept in ${name}`, () => {
    if (name !== "memory" && "absent" in redis) {
      it.skip(`needs ${redis.absent}`);
      return;
    }
    let opened: Opened;
    beforeAll(async () => {
      opened = await open("url" in redis ? redis.url : "");
    });
    afterAll(() => opened.close());

    it("are found under their name only, the latest one", async () => {
      const [one, other] = [randomUUID(), randomUUID()];
      opened.cache.keep(one, '{"body":"first"}', 60);
      await expect.poll(() => opened.cache.find(one)).toBe('{"body":"first"}');
      opened.cache.keep(one, "Grüße 🙂", 60);
      await expect.poll(() => opened.cache.find(one)).toBe("Grüße 🙂");
      expect(await opened.cache.find(other)).toBeUndefined();
    });

    it("are gone after their time", async () => {
      const one = randomUUID();
      opened.cache.keep(one, "short", 1);
      await expect.poll(() => opened.cache.find(one)).toBe("short");
      await expect.poll(() => opened.cache.find(one), { timeout: 5_000 }).toBeUndefined();
    });

    it("are not kept above the size of one", async () => {
      const [large, small] = [randomUUID(), randomUUID()];
      opened.cache.keep(large, "x".repeat(cachedReplyLengthMax + 1), 60);
      opened.cache.keep(small, "x", 60);
      await expect.poll(() => opened.cache.find(small)).toBe("x");
      expect(await opened.cache.find(large)).toBeUndefined();
    });

    it("are sealed where they leave the process, and void under another name", async () => {
      if (!opened.store) return;
      const [one, thief] = [randomUUID(), randomUUID()];
      const { store } = opened;
      opened.cache.keep(one, "a reply", 60);
      const read = async () => (await store.getTexts([`gateway:reply:${one}`]))[0];
      await expect.poll(read).toBeTruthy();
      const sealed = (await read()) ?? "";
      expect(sealed).not.toContain("reply");
      await store.setTexts(new Map([[`gateway:reply:${thief}`, sealed]]), 60);
      expect(await opened.cache.find(thief)).toBeUndefined();
    });
  });
}

describe("replies kept in memory", () => {
  let nowMs = 0;
  const clock: Clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };

  it("are gone to the millisecond", async () => {
    const cache = memoryReplyCache(clock);
    cache.keep("a", "x", 10);
    nowMs += 9_999;
    expect(await cache.find("a")).toBe("x");
    nowMs += 1;
    expect(await cache.find("a")).toBeUndefined();
  });

  it("make room within the bounds for what is used", async () => {
    const cache = memoryReplyCache(clock, { entriesMax: 2, charactersMax: 10 });
    cache.keep("a", "1", 60);
    cache.keep("b", "2", 60);
    expect(await cache.find("a")).toBe("1");
    cache.keep("c", "3", 60);
    expect([await cache.find("a"), await cache.find("b"), await cache.find("c")]).toEqual(["1", undefined, "3"]);
    cache.keep("d", "123456789", 60);
    expect([await cache.find("a"), await cache.find("c"), await cache.find("d")]).toEqual([
      undefined,
      "3",
      "123456789",
    ]);
    cache.keep("e", "12345678901", 60);
    expect([await cache.find("d"), await cache.find("e")]).toEqual(["123456789", undefined]);
  });
});

it("a store that is away, or stalls, is a miss that takes less than a request can wait", async () => {
  const away = () => Promise.reject(new Error("away"));
  const never = () => new Promise<never>(() => undefined);
  for (const act of [away, never]) {
    const cache = sharedReplyCache({ store: { setTexts: act, getTexts: act }, secret, log: silent });
    cache.keep("a", "x", 60);
    const startedMs = performance.now();
    expect(await cache.find("a")).toBeUndefined();
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  }
});
