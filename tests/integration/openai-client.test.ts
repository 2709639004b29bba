import OpenAI, { APIError, AuthenticationError, NotFoundError, RateLimitError } from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import { answerChat, type FakeUpstream, failWith, frame, startFakeUpstream, words } from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

const question = { model: "gpt-4o-mini", messages: [{ role: "user" as const, content: "Say hello" }] };

describe("the official openai client, unmodified", () => {
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
  beforeEach(() => {
    upstream.respond(answerChat);
    upstream.calls.length = 0;
  });

  it("gets a whole completion with the request's id", async () => {
    const completion = await client.chat.completions.create(question);
    expect(completion.choices[0]?.message.content).toBe(words.join(""));
    expect(completion._request_id).toMatch(/^req_/);
  });

  it("accumulates a stream with its .stream() helper, usage included when asked for", async () => {
    const stream = client.chat.completions.stream({ ...question, stream_options: { include_usage: true } });
    const completion = await stream.finalChatCompletion();
    expect(completion.choices[0]?.message.content).toBe(words.join(""));
    expect(completion.usage).toMatchObject({ prompt_tokens: 1_000, completion_tokens: 500 });
  });

  it("sees no usage in a stream it did not ask for", async () => {
    const usages: unknown[] = [];
    for await (const chunk of await client.chat.completions.create({ ...question, stream: true }))
      usages.push(chunk.usage);
    expect(usages.filter(Boolean)).toEqual([]);
  });

  it("lists the models and finds one by its id", async () => {
    const ids: string[] = [];
    for await (const model of client.models.list()) ids.push(model.id);
    expect(ids).toContain("gpt-4o-mini");
    expect((await client.models.retrieve("gpt-4o-mini")).owned_by).toBe("openai");
  });

  it("aborts a stream: the provider sees it within a second, and what came until then is charged", async () => {
    upstream.respond((call, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const base = { id: "c", object: "chat.completion.chunk", created: 1, model: "gpt-4o-mini" };
      response.write(
        frame({
          ...base,
          choices: [{ index: 0, delta: { role: "assistant", content: "Once upon a time" }, finish_reason: null }],
        }),
      );
      void call;
    });
    const stream = await client.chat.completions.create({ ...question, stream: true });
    let seen = "";
    for await (const chunk of stream) {
      seen += chunk.choices[0]?.delta.content ?? "";
      stream.controller.abort();
    }
    expect(seen).toBe("Once upon a time");
    await upstream.calls[0]?.closed;
    const row = await waitForRow(gateway, "cancelled");
    expect(row).toMatchObject({ httpStatus: 499, usageSource: "estimated_disconnect" });
    expect(row.outputTokens).toBeGreaterThan(0n);
    expect(row.costNanoUsd).toBeGreaterThan(0n);
  });

  it("gets an error in-band when a stream breaks after its first token", async () => {
    upstream.respond((_call, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const base = { id: "c", object: "chat.completion.chunk", created: 1, model: "gpt-4o-mini" };
      response.write(
        frame({ ...base, choices: [{ index: 0, delta: { role: "assistant", content: "Half" }, finish_reason: null }] }),
        () => response.destroy(),
      );
    });
    const seen: string[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const chunk of await client.chat.completions.create({ ...question, stream: true }))
          seen.push(chunk.choices[0]?.delta.content ?? "");
      })(),
    );
    expect(seen).toEqual(["Half"]);
    expect(failure.code).toBe("upstream_stream_interrupted");
  });

  // The last one: a provider that limits the rate is left alone for as long as it said.
  it("throws its own error classes, with our code and request id", async () => {
    const stranger = new OpenAI({ apiKey: "sk-nothing", baseURL: `${gateway.url}/v1`, maxRetries: 0 });
    const wrongKey = await failureOf(stranger.chat.completions.create(question));
    expect(wrongKey).toBeInstanceOf(AuthenticationError);
    expect(wrongKey.code).toBe("invalid_api_key");
    expect(wrongKey.requestID).toMatch(/^req_/);

    const unknown = await failureOf(client.chat.completions.create({ ...question, model: "no-such-model" }));
    expect(unknown).toBeInstanceOf(NotFoundError);
    expect(unknown.code).toBe("model_not_found");

    upstream.respond(failWith(429, { "retry-after": "7" }));
    const limited = await failureOf(client.chat.completions.create(question));
    expect(limited).toBeInstanceOf(RateLimitError);
    expect(limited.code).toBe("upstream_rate_limited");
    expect(limited.headers?.get("retry-after")).toBe("7");
  });
});

async function failureOf(work: PromiseLike<unknown>): Promise<APIError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof APIError) return error;
    throw error;
  }
  throw new Error("It was expected to fail.");
}

/** The engine settles a hang-up after the caller is gone: asks until the row is there. */
async function waitForRow(gateway: TestGateway, status: string) {
  return expect
    .poll(() => gateway.container.db.prisma.request.findFirst({ where: { status } }), { timeout: 5_000 })
    .toBeTruthy()
    .then(() => gateway.container.db.prisma.request.findFirstOrThrow({ where: { status } }));
}
