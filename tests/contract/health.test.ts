import { randomUUID } from "node:crypto";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "#lib/core/clock.ts";
import { Secret } from "#lib/core/secret.ts";
import type { Log } from "#lib/gateway/ports.ts";
import type { Health } from "#lib/gateway/routing/health.ts";
import { plainRedis } from "../../lib/adapters/redis/ratelimit-redis.ts";
import { upstashHealthHints } from "../../lib/adapters/upstash/health-hints.ts";
import { sharedHealth } from "../../lib/adapters/upstash/shared-health.ts";
import { findRedis } from "../support/services.ts";
import { startUpstashShim, type UpstashShim } from "../support/upstash-shim.ts";

type Opened = { readonly health: Health; readonly close: () => Promise<void> };

const silent: Log = { warn: () => undefined, error: () => undefined };
const redis = await findRedis();
const common = { clock: systemClock, log: silent, onChange: () => undefined };

const implementations: Record<string, (redisUrl: string) => Promise<Opened>> = {
  "plain Redis": async (redisUrl) => {
    const plain = plainRedis(new Secret(redisUrl), silent);
    return { health: sharedHealth({ ...common, hints: plain.healthHints }), close: plain.close };
  },
  "Upstash over REST": async (redisUrl) => {
    const shim = await startUpstashShim(redisUrl);
    const hints = upstashHealthHints(clientOf(shim));
    return { health: sharedHealth({ ...common, hints }), close: shim.close };
  },
};

function clientOf({ url }: UpstashShim): Redis {
  return new Redis({ url, token: "test", enableTelemetry: false, retry: { retries: 0 } });
}

for (const [name, open] of Object.entries(implementations)) {
  describe(`health shared through ${name}`, () => {
    if ("absent" in redis) {
      it.skip(`needs ${redis.absent}`);
      return;
    }
    let instances: readonly [Opened, Opened];
    beforeAll(async () => {
      instances = [await open(redis.url), await open(redis.url)];
    });
    afterAll(async () => {
      await Promise.all(instances.map(({ close }) => close()));
    });

    it("an ejection in one instance reaches the other, and so does the recovery", async () => {
      const key = `con_${randomUUID()}@1 m`;
      const [{ health: one }, { health: other }] = instances;
      for (let failure = 0; failure < 5; failure++) fail(one, key);
      await expect.poll(() => other.target(key)?.state, { timeout: 10_000, interval: 100 }).toBe("ejected");
      const report = other.begin(key);
      report.answered(10, "whole");
      report.ended();
      expect(other.target(key)?.state).toBe("closed");
      await expect.poll(() => one.target(key)?.state, { timeout: 10_000, interval: 100 }).toBe("closed");
    });

    it("a credential that rests in one instance rests in the other", async () => {
      const key = `crd_${randomUUID()}@1`;
      const [{ health: one }, { health: other }] = instances;
      const rest = { kind: "refused", untilMs: Date.now() + 60_000 } as const;
      one.rest(key, rest);
      await expect
        .poll(
          () => {
            other.target("any");
            return other.credential(key);
          },
          { timeout: 10_000, interval: 100 },
        )
        .toEqual(rest);
    });
  });
}

describe("shared health with its store away", () => {
  it("goes by what this instance sees, at once", async () => {
    const hints = { put: hang, remove: hang, list: hang };
    const health = sharedHealth({ ...common, hints });
    const startedMs = performance.now();
    for (let failure = 0; failure < 5; failure++) fail(health, "t");
    expect(health.target("t")?.state).toBe("ejected");
    expect(performance.now() - startedMs).toBeLessThan(50);
  });
});

function hang(): Promise<never> {
  return new Promise(() => undefined);
}

function fail(health: Health, key: string): void {
  const report = health.begin(key);
  report.failed(10);
  report.ended();
}
