import { randomUUID } from "node:crypto";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Clock, systemClock } from "#lib/core/clock.ts";
import { Secret } from "#lib/core/secret.ts";
import type { Log } from "#lib/gateway/ports.ts";
import type { KeptReasoning } from "#lib/gateway/reasoning/kept-reasoning.ts";
import { memoryKeptReasoning } from "../../lib/adapters/memory/kept-reasoning.ts";
import { plainRedis } from "../../lib/adapters/redis/ratelimit-redis.ts";
import { sharedKeptReasoning, type TextStore } from "../../lib/adapters/redis/shared-kept-reasoning.ts";
import { upstashTexts } from "../../lib/adapters/upstash/upstash-texts.ts";
import { findRedis } from "../support/services.ts";
import { startUpstashShim } from "../support/upstash-shim.ts";

type Opened = { readonly kept: KeptReasoning; readonly store?: TextStore; readonly close: () => Promise<void> };

const silent: Log = { warn: () => undefined, error: () => undefined };
const secret = new Secret("a secret of this test");
const redis = await findRedis();

const implementations: Record<string, (redisUrl: string) => Promise<Opened>> = {
  memory: async () => ({ kept: memoryKeptReasoning(systemClock), close: async () => undefined }),
  "plain Redis": async (redisUrl) => {
    const plain = plainRedis(new Secret(redisUrl), silent);
    const kept = sharedKeptReasoning({ store: plain.texts, secret, log: silent });
    return { kept, store: plain.texts, close: plain.close };
  },
  "Upstash over REST": async (redisUrl) => {
    const shim = await startUpstashShim(redisUrl);
    const store = upstashTexts(new Redis({ url: shim.url, token: "test", enableTelemetry: false }));
    return { kept: sharedKeptReasoning({ store, secret, log: silent }), store, close: shim.close };
  },
};

for (const [name, open] of Object.entries(implementations)) {
  describe(`reasoning kept in ${name}`, () => {
    if (name !== "memory" && "absent" in redis) {
      it.skip(`needs ${redis.absent}`);
      return;
    }
    let opened: Opened;
    beforeAll(async () => {
      opened = await open("url" in redis ? redis.url : "");
    });
    afterAll(() => opened.close());

    it("is found again under its name, and nothing else is", async () => {
      const [one, two, other] = [randomUUID(), randomUUID(), randomUUID()];
      opened.kept.keep(
        new Map([
          [one, '{"a":1}'],
          [two, "Grüße 🙂"],
        ]),
      );
      await expect.poll(async () => (await opened.kept.find([one, two])).size).toBe(2);
      expect([...(await opened.kept.find([other, two, one]))].sort()).toEqual(
        [
          [one, '{"a":1}'],
          [two, "Grüße 🙂"],
        ].sort(),
      );
    });

    it("is replaced by what is kept under the same name later", async () => {
      const name = randomUUID();
      opened.kept.keep(new Map([[name, "first"]]));
      await expect.poll(async () => (await opened.kept.find([name])).get(name)).toBe("first");
      opened.kept.keep(new Map([[name, "second"]]));
      await expect.poll(async () => (await opened.kept.find([name])).get(name)).toBe("second");
    });

    it("is sealed where it leaves the process, and void under another name", async () => {
      if (!opened.store) return;
      const [name, thief] = [randomUUID(), randomUUID()];
      opened.kept.keep(new Map([[name, "a thought"]]));
      const place = `gateway:reasoning:${name}`;
      const { store } = opened;
      await expect.poll(async () => (await store.getTexts([place]))[0]).toBeTruthy();
      const [sealed] = await store.getTexts([place]);
      expect(sealed).not.toContain("thought");
      await store.setTexts(new Map([[`gateway:reasoning:${thief}`, sealed ?? ""]]), 60);
      expect((await opened.kept.find([thief])).size).toBe(0);
    });
  });
}

describe("reasoning kept in memory", () => {
  let nowMs = 0;
  const clock: Clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };

  it("is gone after 24 hours", async () => {
    const kept = memoryKeptReasoning(clock);
    kept.keep(new Map([["a", "x"]]));
    nowMs += 24 * 60 * 60 * 1_000 - 1;
    expect((await kept.find(["a"])).size).toBe(1);
    nowMs += 1;
    expect((await kept.find(["a"])).size).toBe(0);
  });

  it("makes room for the newest within its bounds", async () => {
    const kept = memoryKeptReasoning(clock, { entriesMax: 2, charactersMax: 10 });
    kept.keep(new Map([["a", "1"]]));
    kept.keep(new Map([["b", "2"]]));
    kept.keep(new Map([["c", "3"]]));
    expect([...(await kept.find(["a", "b", "c"])).keys()]).toEqual(["b", "c"]);
    kept.keep(new Map([["d", "123456789"]]));
    expect([...(await kept.find(["b", "c", "d"])).keys()]).toEqual(["c", "d"]);
    kept.keep(new Map([["e", "12345678901"]]));
    expect((await kept.find(["c", "d", "e"])).size).toBe(0);
  });
});

it("a store that is away finds nothing, keeps nothing and throws nothing", async () => {
  const away = () => Promise.reject(new Error("away"));
  const kept = sharedKeptReasoning({ store: { setTexts: away, getTexts: away }, secret, log: silent });
  kept.keep(new Map([["a", "x"]]));
  expect((await kept.find(["a"])).size).toBe(0);
});

it("a store that stalls is not waited for", async () => {
  const never = () => new Promise<never>(() => undefined);
  const kept = sharedKeptReasoning({ store: { setTexts: never, getTexts: never }, secret, log: silent });
  const startedMs = performance.now();
  expect((await kept.find(["a"])).size).toBe(0);
  expect(performance.now() - startedMs).toBeLessThan(2_000);
});
