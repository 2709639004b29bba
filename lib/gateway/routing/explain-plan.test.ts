import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { systemClock } from "#lib/core/clock.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { Secret } from "#lib/core/secret.ts";
import { bodyOf, memoryGateway } from "../../../tests/support/memory-gateway.ts";
import { connection, router, rule } from "../../../tests/support/plan-facts.ts";
import { memoryHealth } from "../../adapters/memory/health.ts";
import { buildCatalog } from "../catalog/catalog.ts";
import type { Connection, UpstreamCall } from "../ports.ts";
import type { CredentialRest, Health, TargetHealth } from "./health.ts";
import { type RoutingStrategy, routingStrategies } from "./routing-strategies.ts";

describe("the explanation of a route", () => {
  it("agrees with what a run then does, whatever the configuration", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (drawn) => {
        const { gateway, failing } = openCase(drawn);
        const explained = JSON.parse((await gateway.ask("route/explain", drawn.body)).text);
        const kept: readonly Explained[] = explained.candidates.filter((candidate: Explained) => candidate.kept);
        expect(gateway.calls).toHaveLength(0);

        const wanted = kept.slice(0, Math.min(kept.length, drawn.failures + 1));
        failing(drawn.failures);
        const reply = await gateway.ask("chat/completions", drawn.body);
        expect(gateway.calls.map(placeOf)).toEqual(wanted.map(({ provider, model }) => `${provider} ${model}`));
        if (drawn.failures >= kept.length) expect(reply.status).toBeGreaterThanOrEqual(400);
        else {
          expect(reply.status).toBe(200);
          expect(reply.headers["x-gateway-provider"]).toBe(kept[drawn.failures]?.provider);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("names every candidate with its reason and its costs, the left out ones behind the others", async () => {
    const connections = [
      connection("a", { kind: "openai", models: new Set() }),
      connection("b", { kind: "openai", models: new Set(), enabled: false }),
    ];
    const routers = [router([rule("b", { priority: 1 }), rule("a", { priority: 2 })])];
    const gateway = memoryGateway({ connections, routers, catalog, answer });
    const body = { model: "large", messages: [{ role: "user", content: "Hi" }], max_tokens: 100 };
    expect(JSON.parse((await gateway.ask("route/explain", body)).text)).toEqual({
      candidates: [
        {
          provider_id: "con_a",
          provider: "a",
          model: "large",
          kept: true,
          reason: "rule with priority 2",
          expected_cost_usd: expect.stringMatching(/^0\.000\d+$/),
          worst_case_cost_usd: expect.stringMatching(/^0\.000\d+$/),
        },
        {
          provider_id: "con_b",
          provider: "b",
          model: "large",
          kept: false,
          reason: "the provider is disabled",
          expected_cost_usd: null,
          worst_case_cost_usd: null,
        },
      ],
    });
  });

  it("takes the request wrapped with the headers and the endpoint it would have", async () => {
    const routers = [router([rule("a", { conditions: { endpoint: "messages", metadata: { team: "x" } } })])];
    const gateway = memoryGateway({ connections: [connection("a")], routers, answer });
    const body = { model: "m", max_tokens: 10, messages: [{ role: "user", content: "Hi" }] };
    const headers = { "X-Gateway-Metadata": '{"team":"x"}' };
    const ask = async (wrapped: JsonObject) =>
      JSON.parse((await gateway.ask("route/explain", wrapped)).text).candidates[0].reason;
    expect(await ask({ body, headers, endpoint: "messages" })).toBe("rule with priority 1");
    expect(await ask({ body, headers })).toBe("offers the model, priority 1");
  });

  it.each([
    [{ body: { model: "m" } }, "messages"],
    [{ body: {}, endpoint: "nowhere" }, "endpoint"],
    [{ body: {}, headers: { a: 1 } }, "headers.a"],
  ])("names the field that is wrong in %j", async (wrapped, param) => {
    const gateway = memoryGateway({ connections: [connection("a")], answer });
    const reply = await gateway.ask("route/explain", wrapped);
    expect([reply.status, JSON.parse(reply.text).error.param]).toEqual([400, param]);
  });
});

type Explained = { readonly provider: string; readonly model: string; readonly kept: boolean };

const names = ["a", "b", "c", "d"] as const;
const models = ["small", "large", "unlisted"] as const;

const catalog = buildCatalog([
  {
    provider: "openai",
    models: [
      { id: "small", contextTokens: 500, capabilities: { tools: false }, outputUsdPerMtok: "1" },
      { id: "large", contextTokens: 100_000, capabilities: {}, outputUsdPerMtok: "3" },
    ].map((model) => ({
      ...model,
      name: model.id,
      mode: "chat",
      inputUsdPerMtok: "1",
      inputModalities: ["text"],
      outputModalities: ["text"],
      status: "active",
      source: "test",
      asOf: "2026-01-01",
      agreement: ["test"],
    })),
  },
]);

const anyConnection = fc.record({
  enabled: fc.boolean(),
  priority: fc.integer({ min: 0, max: 3 }),
  keys: fc.integer({ min: 0, max: 2 }),
  kind: fc.constantFrom("openai", "openai-compatible"),
  offers: fc.subarray([...models]),
});

const anyRule = fc.record({
  to: fc.constantFrom(...names),
  priority: fc.integer({ min: 0, max: 3 }),
  weight: fc.integer({ min: 0, max: 3 }),
  pattern: fc.constantFrom("*", "small", "large", "s*"),
  target: fc.option(fc.constantFrom(...models), { nil: undefined }),
  stream: fc.option(fc.boolean(), { nil: undefined }),
  minInputTokens: fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: undefined }),
  enabled: fc.boolean(),
});

const anyHealth = fc.dictionary(
  fc.constantFrom(...names),
  fc.record({
    state: fc.constantFrom("closed", "ejected", "half-open", "probing"),
    running: fc.integer({ min: 0, max: 3 }),
    wholeMs: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
    rest: fc.option(fc.constantFrom("limited", "exhausted", "refused", "strained"), { nil: undefined }),
  }),
);

const anyBody = fc
  .record({
    model: fc.constantFrom("small", "large", "unlisted", "a/small", "openai/large"),
    words: fc.integer({ min: 1, max: 1_500 }),
    tools: fc.boolean(),
  })
  .map(
    ({ model, words, tools }): JsonObject => ({
      model,
      messages: [{ role: "user", content: "word ".repeat(words) }],
      ...(tools ? { tools: [{ type: "function", function: { name: "look", parameters: { type: "object" } } }] } : {}),
    }),
  );

const anyCase = fc.record({
  connections: fc.tuple(anyConnection, anyConnection, anyConnection, anyConnection),
  rules: fc.array(anyRule, { maxLength: 6 }),
  strategy: fc.constantFrom<RoutingStrategy>(...routingStrategies),
  health: anyHealth,
  random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  unknownPrice: fc.constantFrom("allow", "refuse", "ceiling"),
  body: anyBody,
  failures: fc.integer({ min: 0, max: 4 }),
});

type Case = typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never;

function openCase(drawn: Case) {
  let left = 0;
  const gateway = memoryGateway({
    connections: drawn.connections.map((fields, index) => connectionFrom(names[index] ?? "a", fields)),
    routers: [router(drawn.rules.map(ruleFrom), { strategy: drawn.strategy, retries: 9 })],
    key: { unknownPrice: drawn.unknownPrice },
    catalog,
    answer: () => (left-- > 0 ? { status: 500, body: { error: { message: "no" } } } : answer()),
    ports: { health: frozen(drawn.health), random: () => drawn.random },
  });
  return {
    gateway,
    failing: (times: number) => {
      left = times;
    },
  };
}

function connectionFrom(slug: string, fields: Case["connections"][number]): Connection {
  const { keys, offers, ...rest } = fields;
  const credentials = Array.from({ length: keys }, (_, index) => ({
    id: `crd_${slug}_${index}`,
    secret: new Secret("sk"),
  }));
  return connection(slug, { ...rest, credentials, models: new Set(offers), baseUrl: `https://${slug}.example/v1` });
}

function ruleFrom({ to, pattern, target, stream, minInputTokens, ...fields }: Case["rules"][number], index: number) {
  return rule(to, {
    ...fields,
    id: `rul_${index}`,
    models: [pattern],
    ...(target === undefined ? {} : { targetModel: target }),
    conditions: {
      ...(stream === undefined ? {} : { stream }),
      ...(minInputTokens === undefined ? {} : { minInputTokens }),
    },
  });
}

/** Health that no attempt changes. */
function frozen(known: Case["health"]): Health {
  const untilMs = Date.now() + 600_000;
  const slugOf = (key: string) => /^(?:con|crd)_([a-d])/.exec(key)?.[1] ?? "";
  return {
    ...memoryHealth(systemClock),
    target(key): TargetHealth | undefined {
      const found = known[slugOf(key)];
      if (!found) return undefined;
      const { state, running, wholeMs } = found;
      return { state, running, ejectedUntilMs: untilMs, ...(wholeMs === undefined ? {} : { wholeMs }) };
    },
    credential(key): CredentialRest | undefined {
      const rest = known[slugOf(key)]?.rest;
      return rest && { kind: rest, untilMs };
    },
    claimProbe: () => true,
    takeRetry: () => false,
  };
}

function placeOf(call: UpstreamCall): string {
  const { model } = bodyOf(call);
  return `${new URL(call.url).hostname.split(".")[0]} ${String(model)}`;
}

function answer() {
  const message = { role: "assistant", content: "Hello" };
  const body = { id: "x", object: "chat.completion", choices: [{ index: 0, message, finish_reason: "stop" }] };
  return { body };
}
