import OpenAI, { BadRequestError } from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { providers } from "#lib/gateway/providers/registry.ts";
import { providerFacts } from "../contract/provider-facts.ts";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import { type FakeUpstream, frame, json, startFakeUpstream, words } from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { bodyOf, framesOf, memoryGateway } from "../support/memory-gateway.ts";

/** One kind for each format in which providers are asked. */
const kinds = ["openai", "anthropic", "google"] as const;

function open(kind: string, stream = false) {
  const provider = providers.find((one) => one.kind === kind);
  const facts = providerFacts[kind];
  if (!provider?.baseUrl || !facts) throw new Error(`nothing is known of ${kind}`);
  const reply = (stream ? facts.stream : facts.whole).reply;
  const gateway = memoryGateway({
    connections: [{ kind, baseUrl: provider.baseUrl, models: new Set([facts.model]) }],
    answer: () => ({ body: reply }),
  });
  const ask = (body: JsonObject) => gateway.ask("completions", { model: facts.model, prompt: "Once upon", ...body });
  return { gateway, ask };
}

describe.each(kinds)("a text completion from %s", (kind) => {
  it("comes whole", async () => {
    const reply = await open(kind).ask({ stop: ["END"], temperature: 0.5 });
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text)).toMatchObject({
      id: expect.stringMatching(/^cmpl-/),
      object: "text_completion",
      choices: [{ text: "Hello there", index: 0, logprobs: null, finish_reason: "stop" }],
      usage: { total_tokens: expect.any(Number) },
    });
  });

  it("comes as a stream, with usage only where it was asked for", async () => {
    const plain = await open(kind, true).ask({ stream: true });
    const counted = await open(kind, true).ask({ stream: true, stream_options: { include_usage: true } });
    const textOf = (text: string) =>
      framesOf(text)
        .flatMap(({ choices }) => (Array.isArray(choices) ? choices : []))
        .map((choice) => choice.text)
        .join("");
    expect([textOf(plain.text), textOf(counted.text)]).toEqual(["Hello there", "Hello there"]);
    expect(framesOf(plain.text).filter(({ usage }) => usage)).toEqual([]);
    expect(framesOf(counted.text).filter(({ usage }) => usage)).toMatchObject([{ choices: [] }]);
    expect(plain.text.match(/\[DONE\]/g)).toHaveLength(1);
    const reasons = framesOf(plain.text).flatMap(({ choices }) => (Array.isArray(choices) ? choices : []));
    expect(reasons.map((choice) => choice.finish_reason).filter(Boolean)).toEqual(["stop"]);
  });

  it("asks for 16 tokens where the caller names no cap, as the format says", async () => {
    const { gateway, ask } = open(kind);
    await ask({});
    expect(JSON.stringify(gateway.calls.map(bodyOf))).toMatch(/"max(?:_completion)?(?:_tokens|OutputTokens)":16\b/);
  });

  it("answers each of several prompts with as many choices as were asked for, echoed", async () => {
    const { gateway, ask } = open(kind);
    const reply = await ask({ prompt: ["One ", "Two "], n: 2, echo: true });
    const choices: readonly { readonly index: number; readonly text: string }[] = JSON.parse(reply.text).choices;
    // The recorded reply holds one choice: a provider that gives several at once leaves gaps here.
    expect(choices.map(({ index }) => Math.floor(index / 2))).toEqual(choices.length === 4 ? [0, 0, 1, 1] : [0, 1]);
    for (const { index, text } of choices) expect(text).toBe(`${index < 2 ? "One" : "Two"} Hello there`);
    const sent = gateway.calls.map((call) => JSON.stringify(bodyOf(call)));
    expect(sent.every((body) => body.includes("One ") !== body.includes("Two "))).toBe(true);
  });

  it("with a suffix asks for it in words and says so", async () => {
    const { gateway, ask } = open(kind);
    const reply = await ask({ suffix: "and they lived happily." });
    expect(reply.headers["x-gateway-dropped-params"]).toContain("suffix");
    expect(JSON.stringify(gateway.calls.map(bodyOf))).toContain("and they lived happily.");
  });
});

describe("a text completion", () => {
  it.each<readonly [string, JsonObject, string, string]>([
    ["without a prompt", { prompt: null }, "invalid_request", "prompt"],
    ["with an empty prompt", { prompt: "" }, "invalid_request", "prompt"],
    ["with no prompts", { prompt: [] }, "invalid_request", "prompt"],
    ["with an empty one among its prompts", { prompt: ["a", ""] }, "invalid_request", "prompt[1]"],
    ["of tokens", { prompt: [1, 2, 3] }, "unsupported_parameter", "prompt"],
    ["of lists of tokens", { prompt: [[1, 2], [3]] }, "unsupported_parameter", "prompt"],
    ["of an object", { prompt: { text: "a" } }, "invalid_type", "prompt"],
    ["of too many candidates", { best_of: 3 }, "unsupported_parameter", "best_of"],
    ["of fewer candidates than choices", { n: 3, best_of: 2 }, "invalid_request", "best_of"],
    ["of too many choices in all", { prompt: ["a", "b", "c"], n: 60 }, "out_of_range", "n"],
    ["with an echo and its likelihood", { echo: true, logprobs: 1 }, "unsupported_parameter", "echo"],
    ["with too many alternatives", { logprobs: 6 }, "out_of_range", "logprobs"],
    ["of no tokens", { max_tokens: 0 }, "out_of_range", "max_tokens"],
  ])("%s is refused by name", async (...row) => {
    const [, body, code, param] = row;
    const { gateway, ask } = open("openai");
    const reply = await ask(body);
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toMatchObject({ error: { code, param, type: "invalid_request_error" } });
    expect(gateway.calls).toHaveLength(0);
  });
});

describe("the official openai client's completions", () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let upstream: FakeUpstream;
  let client: OpenAI;

  beforeAll(async () => {
    database = await createTestDatabase("embedded");
    upstream = await startFakeUpstream();
    gateway = await startTestGateway(database);
    await gateway.addConnection({ slug: "openai", baseUrl: upstream.baseUrl });
    const { key } = await gateway.addKey();
    client = new OpenAI({ apiKey: key, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
  });
  afterAll(async () => {
    await gateway.close();
    await upstream.close();
    await database.drop();
  });

  const asked = { model: "gpt-4o-mini", prompt: "Say hello", max_tokens: 100 };

  it("come whole and streamed", async () => {
    const whole = await client.completions.create(asked);
    expect(whole.choices).toMatchObject([{ text: words.join(""), finish_reason: "stop", index: 0 }]);
    expect(whole.usage).toMatchObject({ prompt_tokens: 1_000, completion_tokens: 100, total_tokens: 1_100 });
    let text = "";
    const stream = await client.completions.create({ ...asked, stream: true, stream_options: { include_usage: true } });
    let total = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.text ?? "";
      total = chunk.usage?.total_tokens ?? total;
    }
    expect([text, total]).toEqual([words.join(""), 1_100]);
  });

  it("carry logprobs in their own form", async () => {
    const entry = (token: string) => ({ token, logprob: -0.5, bytes: null, top_logprobs: [{ token, logprob: -0.5 }] });
    const logprobs = { content: [entry("Hi"), entry(" you")] };
    const choice = { index: 0, message: { role: "assistant", content: "Hi you" }, logprobs, finish_reason: "length" };
    upstream.respond((_call, response) =>
      json(response, 200, { id: "c", object: "chat.completion", created: 1, model: "m", choices: [choice] }),
    );
    const whole = await client.completions.create({ ...asked, logprobs: 1 });
    const expected = {
      tokens: ["Hi", " you"],
      token_logprobs: [-0.5, -0.5],
      top_logprobs: [{ Hi: -0.5 }, { " you": -0.5 }],
      text_offset: [0, 2],
    };
    expect(whole.choices).toMatchObject([{ logprobs: expected, finish_reason: "length" }]);
    expect(upstream.calls.at(-1)?.body).toMatchObject({ logprobs: true, top_logprobs: 1 });
    upstream.respond((_call, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const base = { id: "c", object: "chat.completion.chunk", created: 1, model: "m" };
      for (const token of ["Hi", " you"]) {
        const piece = {
          index: 0,
          delta: { content: token },
          logprobs: { content: [entry(token)] },
          finish_reason: null,
        };
        response.write(frame({ ...base, choices: [piece] }));
      }
      response.write(frame({ ...base, choices: [{ index: 0, delta: {}, finish_reason: "length" }] }));
      response.end("data: [DONE]\n\n");
    });
    const offsets: number[] = [];
    for await (const chunk of await client.completions.create({ ...asked, logprobs: 1, stream: true }))
      offsets.push(...(chunk.choices[0]?.logprobs?.text_offset ?? []));
    expect(offsets).toEqual([0, 2]);
  });

  it("throw the client's own errors", async () => {
    const failure = client.completions.create({ ...asked, prompt: [1, 2] });
    await expect(failure).rejects.toBeInstanceOf(BadRequestError);
    await expect(failure).rejects.toMatchObject({ code: "unsupported_parameter", param: "prompt" });
  });
});
