import { describe, expect, it } from "vitest";
import { systemClock } from "#lib/core/clock.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { bodyOf, type MemoryAnswer, type MemoryOptions, memoryGateway } from "../../../tests/support/memory-gateway.ts";
import { connection, router, rule } from "../../../tests/support/plan-facts.ts";
import { memoryHealth } from "../../adapters/memory/health.ts";
import { buildCatalog } from "../catalog/catalog.ts";
import type { CatalogRow } from "../catalog/row.ts";
import type { Health } from "./health.ts";

const row = (id: string, contextTokens: number): CatalogRow => ({
  id,
  contextTokens,
  name: id,
  mode: "chat",
  capabilities: {},
  inputModalities: ["text"],
  outputModalities: ["text"],
  status: "active",
  source: "test",
  asOf: "2026-01-01",
  agreement: ["test"],
});

const catalog = buildCatalog([
  { provider: "openai", models: [row("short", 8_000), row("short-too", 8_000), row("long", 100_000)] },
]);

const question = { model: "short", messages: [{ role: "user", content: "Hi" }] };
const message = { role: "assistant", content: "Hello" };
const answered: MemoryAnswer = {
  body: { id: "x", object: "chat.completion", choices: [{ index: 0, message, finish_reason: "stop" }] },
};

/** One connection with three models behind each other; `first` is what the first of them answers. */
function open(first: MemoryAnswer, options: Partial<MemoryOptions> & { readonly fallbackOn?: readonly string[] } = {}) {
  const { fallbackOn = [], ...rest } = options;
  const rules = ["short", "short-too", "long"].map((targetModel, priority) => rule("a", { priority, targetModel }));
  const gateway = memoryGateway({
    connections: [connection("a", { kind: "openai", models: new Set() })],
    routers: [router(rules, { fallbackOn })],
    catalog,
    answer: (_call, body) => (body["model"] === "short" ? first : answered),
    ...rest,
  });
  return {
    async run(body: JsonObject = question) {
      const { status } = await gateway.ask("chat/completions", body);
      return [status, ...gateway.calls.map((call) => bodyOf(call)["model"])];
    },
    gateway,
  };
}

function refusal(code: string, status = 400): MemoryAnswer {
  return { status, body: { error: { message: "Refused.", type: "invalid_request_error", code } } };
}

describe("what does not fit one target", () => {
  it("goes to a target that reads more, and to no other", async () => {
    expect(await open(refusal("context_length_exceeded")).run()).toEqual([200, "short", "long"]);
  });

  it("reaches the caller where no target reads more", async () => {
    const { gateway } = open(refusal("context_length_exceeded"), { routers: [] });
    const reply = await gateway.ask("chat/completions", question);
    expect([reply.status, JSON.parse(reply.text).error.code]).toEqual([400, "context_length_exceeded"]);
    expect(gateway.calls).toHaveLength(1);
  });

  it("goes to another model where this one does not take a parameter", async () => {
    expect(await open(refusal("unsupported_parameter")).run()).toEqual([200, "short", "short-too"]);
  });

  it("stays where the provider's policy refused it, unless the router says otherwise", async () => {
    expect(await open(refusal("content_policy_violation")).run()).toEqual([400, "short"]);
    const allowed = open(refusal("content_policy_violation"), { fallbackOn: ["content_filter"] });
    expect(await allowed.run()).toEqual([200, "short", "short-too"]);
  });

  it("stays for every failure that the router does not list", async () => {
    const fallbackOn = ["upstream_timeout"];
    expect(await open(refusal("context_length_exceeded"), { fallbackOn }).run()).toEqual([400, "short"]);
  });
});

describe("a caller's own list of models", () => {
  const byName = { routers: [] };
  const list = { ...question, models: ["short", "long"] };

  it("is asked in its order, and not forwarded", async () => {
    const { run, gateway } = open({ status: 500, body: {} }, byName);
    expect(await run(list)).toEqual([200, "short", "long"]);
    expect(gateway.calls.map((call) => "models" in bodyOf(call))).toEqual([false, false]);
  });

  it("needs no model beside it", async () => {
    const { model: _model, ...rest } = list;
    expect(await open({ status: 500, body: {} }, byName).run(rest)).toEqual([200, "short", "long"]);
  });

  it("is taken after a refusal of content, too", async () => {
    expect(await open(refusal("content_policy_violation"), byName).run(list)).toEqual([200, "short", "long"]);
  });

  it("keeps to the models of the key", async () => {
    const { gateway } = open(answered, { ...byName, key: { allowedModels: ["short"] } });
    const reply = await gateway.ask("chat/completions", list);
    expect([reply.status, JSON.parse(reply.text).error]).toMatchObject([
      403,
      { code: "model_not_allowed", param: "models" },
    ]);
  });

  it.each([
    ["long", "models", "invalid_type"],
    [["short", 1], "models[1]", "invalid_type"],
    [["a b"], "models[0]", "invalid_request"],
    [Array.from({ length: 11 }, (_, index) => `m${index}`), "models", "too_many_items"],
  ])("is refused as %j, naming %s", async (models, param, code) => {
    const reply = await open(answered, byName).gateway.ask("chat/completions", { ...question, models });
    expect([reply.status, JSON.parse(reply.text).error]).toMatchObject([400, { param, code }]);
  });
});

describe("a target that was out", () => {
  const closed = { state: "closed", ejectedUntilMs: 0, running: 0 } as const;

  /** Two connections with one model, of which the named one is half-open; `free`: no other request is probing it. */
  async function ask(halfOpen: string, free: boolean) {
    const claimed: string[] = [];
    const health: Health = {
      ...memoryHealth(systemClock),
      target: (key) => (key.includes(halfOpen) ? { ...closed, state: "half-open" } : closed),
      claimProbe(key) {
        claimed.push(key);
        return free;
      },
    };
    const gateway = memoryGateway({
      connections: ["a", "b"].map((slug, priority) =>
        connection(slug, { priority, baseUrl: `https://${slug}.example/v1` }),
      ),
      answer: () => answered,
      ports: { health },
    });
    await gateway.ask("chat/completions", { ...question, model: "m" });
    return { claimed: claimed.length, asked: gateway.calls.map(({ url }) => new URL(url).hostname[0]) };
  }

  it("is tried in its place by the request that probes it, and last by the others", async () => {
    expect(await ask("con_a", true)).toEqual({ claimed: 1, asked: ["a"] });
    expect(await ask("con_a", false)).toEqual({ claimed: 1, asked: ["b"] });
  });

  it("is left to another request to probe where this one never comes to it", async () => {
    expect(await ask("con_b", true)).toEqual({ claimed: 0, asked: ["a"] });
  });
});
