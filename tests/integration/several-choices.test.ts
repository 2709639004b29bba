import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { parseUsd } from "#lib/core/money.ts";
import { type Catalog, readCatalog } from "#lib/gateway/catalog/catalog.ts";
import type { BudgetRecord } from "#lib/gateway/ports.ts";
import { catalogFiles } from "../../prisma/catalog/files.ts";
import { bodyOf, framesOf, type MemoryAnswer, memoryGateway } from "../support/memory-gateway.ts";

const catalog: Catalog = readCatalog(catalogFiles);
const model = "claude-haiku-4-5";
const budget: BudgetRecord = {
  id: "bud_1",
  scope: "key",
  limitNanoUsd: parseUsd("100") ?? fail(),
  period: "total",
  timezone: "UTC",
  mode: "hard",
};
const claude = { kind: "anthropic", baseUrl: "https://api.anthropic.com/v1", models: new Set([model]) };
const asked: JsonObject = { model, n: 3, max_tokens: 50, messages: [{ role: "user", content: "Hi" }] };

function fail(): never {
  throw new Error("not an amount");
}

function message(text: string): MemoryAnswer {
  return {
    body: {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model,
      content: [{ type: "text", text }],
      stop_reason: "end_turn",
      usage: { input_tokens: 100, output_tokens: 10 },
    },
  };
}

function streamed(text: string): MemoryAnswer {
  const [first = "", second = ""] = text.split(" ");
  const events = [
    {
      type: "message_start",
      message: { id: "msg_1", type: "message", role: "assistant", model, content: [], usage: { input_tokens: 100 } },
    },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: first } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: ` ${second}` } },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { input_tokens: 100, output_tokens: 10 } },
    { type: "message_stop" },
  ];
  return { body: events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("") };
}

const broken: MemoryAnswer = { status: 500, body: { error: { message: "boom" } } };

/** Answers the calls one after the other, in the order in which they came. */
function answers(...list: readonly MemoryAnswer[]) {
  let call = 0;
  return () => list[call++] ?? list.at(-1) ?? broken;
}

describe("more choices than the provider gives at once", () => {
  it("are calls of their own: choices in order, usage and price their sum, the hold their worst case", async () => {
    const single = memoryGateway({
      connections: [claude],
      catalog,
      key: { budgets: [budget] },
      answer: answers(message("a b")),
    });
    await single.ask("chat/completions", { ...asked, n: 1 });
    const gateway = memoryGateway({
      connections: [claude],
      catalog,
      key: { budgets: [budget] },
      answer: answers(message("a 0"), message("a 1"), message("a 2")),
    });
    const reply = await gateway.ask("chat/completions", asked);
    const body = JSON.parse(reply.text);
    expect(gateway.calls).toHaveLength(3);
    for (const call of gateway.calls) expect(bodyOf(call)).not.toHaveProperty("n");
    expect(body.choices).toMatchObject([0, 1, 2].map((index) => ({ index, message: { content: `a ${index}` } })));
    expect(body.usage).toMatchObject({ prompt_tokens: 300, completion_tokens: 30 });
    expect(reply.headers["x-gateway-dropped-params"]).toBeUndefined();
    const [one] = single.settled;
    const [all] = gateway.settled;
    expect(all?.request).toMatchObject({ usage: { input: 300, output: 30 }, usageSource: "provider" });
    expect(all?.request.costNanoUsd).toBe((one?.request.costNanoUsd ?? 0n) * 3n);
    expect(all?.charges.map(({ class: name, quantity }) => [name, quantity])).toEqual([
      ["input", 300],
      ["output", 30],
    ]);
    expect(gateway.held[0]).toBeGreaterThanOrEqual((single.held[0] ?? 0n) * 3n);
    expect(all?.request.costNanoUsd).toBeLessThanOrEqual(gateway.held[0] ?? 0n);
  });

  it("stream side by side under their own indexes, with one usage and one end", async () => {
    const gateway = memoryGateway({
      connections: [claude],
      catalog,
      answer: answers(streamed("a 0"), streamed("a 1"), streamed("a 2")),
    });
    const reply = await gateway.ask("chat/completions", {
      ...asked,
      stream: true,
      stream_options: { include_usage: true },
    });
    const frames = framesOf(reply.text);
    const texts = new Map<number, string>();
    const finishes = new Map<number, number>();
    for (const frame of frames) {
      const choices = Array.isArray(frame["choices"]) ? frame["choices"] : [];
      for (const { index, delta, finish_reason: finish } of choices) {
        texts.set(index, (texts.get(index) ?? "") + (delta.content ?? ""));
        if (finish) finishes.set(index, (finishes.get(index) ?? 0) + 1);
      }
    }
    expect([...texts].sort()).toEqual([0, 1, 2].map((index) => [index, `a ${index}`]));
    expect([...finishes.values()]).toEqual([1, 1, 1]);
    expect(frames.filter(({ usage }) => usage)).toMatchObject([{ choices: [], usage: { prompt_tokens: 300 } }]);
    expect(new Set(frames.map(({ id }) => id)).size).toBe(1);
    expect(reply.text.match(/\[DONE\]/g)).toHaveLength(1);
    expect(gateway.settled).toMatchObject([{ request: { status: "success", usage: { input: 300, output: 30 } } }]);
  });

  it("a call that fails beside others is tried once more", async () => {
    const gateway = memoryGateway({
      connections: [claude],
      catalog,
      answer: answers(message("a 0"), broken, message("a 2"), message("a 1")),
    });
    const reply = await gateway.ask("chat/completions", asked);
    expect(JSON.parse(reply.text).choices).toHaveLength(3);
    expect(gateway.calls).toHaveLength(4);
  });

  it("one that keeps failing fails the request, no other target answers anew, and what was billed is charged", async () => {
    const gateway = memoryGateway({
      connections: [claude, { ...claude, slug: "second", priority: 2 }],
      catalog,
      answer: answers(message("a 0"), message("a 1"), broken),
    });
    const reply = await gateway.ask("chat/completions", asked);
    expect(reply.status).toBe(502);
    expect(JSON.parse(reply.text)).toMatchObject({ error: { code: "upstream_stream_interrupted" } });
    expect(gateway.calls).toHaveLength(4);
    const [settlement] = gateway.settled;
    expect(settlement?.request).toMatchObject({ status: "error", usage: { input: 200, output: 20 } });
    expect(settlement?.request.costNanoUsd).toBeGreaterThan(0n);
  });

  it("in a stream it becomes an error in-band, and what was billed is charged", async () => {
    const gateway = memoryGateway({ connections: [claude], catalog, answer: answers(streamed("a 0"), broken) });
    const reply = await gateway.ask("chat/completions", { ...asked, n: 2, stream: true });
    expect(reply.status).toBe(200);
    expect(framesOf(reply.text).at(-1)).toMatchObject({ error: { code: "upstream_stream_interrupted" } });
    expect(reply.text).not.toContain("[DONE]");
    expect(gateway.settled[0]?.request.status).toBe("error");
    expect(gateway.settled[0]?.request.costNanoUsd).toBeGreaterThan(0n);
  });

  it("where every call fails nothing is billed, and the next target is tried", async () => {
    let calls = 0;
    const gateway = memoryGateway({
      connections: [claude, { ...claude, slug: "second", priority: 2 }],
      catalog,
      answer: () => (calls++ < 3 ? broken : message("b 0")),
    });
    const reply = await gateway.ask("chat/completions", asked);
    expect(reply.status).toBe(200);
    expect(reply.headers["x-gateway-provider"]).toBe("second");
    expect(gateway.calls).toHaveLength(6);
  });

  it("a provider of the caller's own format that gives one choice is asked without the word", async () => {
    const groq = { kind: "groq", baseUrl: "https://api.groq.com/openai/v1", models: new Set(["m"]) };
    const completion = {
      id: "c",
      object: "chat.completion",
      created: 1,
      model: "m",
      choices: [{ index: 0, message: { role: "assistant", content: "x" }, finish_reason: "stop" }],
      usage: { prompt_tokens: 4, completion_tokens: 1, total_tokens: 5 },
    };
    const gateway = memoryGateway({ connections: [groq], answer: () => ({ body: completion }) });
    const reply = await gateway.ask("chat/completions", { ...asked, model: "m", n: 2, temperature: 0.123456789012345 });
    expect(JSON.parse(reply.text)).toMatchObject({
      choices: [{ index: 0 }, { index: 1 }],
      usage: { prompt_tokens: 8, completion_tokens: 2 },
    });
    for (const call of gateway.calls) expect(bodyOf(call)).toMatchObject({ temperature: 0.123456789012345 });
    expect(gateway.calls.every((call) => !("n" in bodyOf(call)))).toBe(true);
  });

  it("a provider that gives them all is asked once", async () => {
    const gateway = memoryGateway({ connections: [{}], answer: () => ({ body: { choices: [] } }) });
    await gateway.ask("chat/completions", { ...asked, model: "m" });
    expect(gateway.calls.map((call) => bodyOf(call)["n"])).toEqual([3]);
  });
});
