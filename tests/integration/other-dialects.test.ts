import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import { answerChat, type FakeUpstream, failWith, startFakeUpstream, words } from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

describe("other clients, served by a provider that only speaks OpenAI's chat format", () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let upstream: FakeUpstream;
  let anthropic: Anthropic;
  let openai: OpenAI;

  beforeAll(async () => {
    database = await createTestDatabase("embedded");
    upstream = await startFakeUpstream();
    gateway = await startTestGateway(database);
    await gateway.addConnection({
      slug: "only-chat",
      kind: "openai-compatible",
      baseUrl: upstream.baseUrl,
      models: ["m"],
    });
    const { key } = await gateway.addKey();
    anthropic = new Anthropic({ apiKey: key, baseURL: gateway.url, maxRetries: 0 });
    openai = new OpenAI({ apiKey: key, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
  });
  afterAll(async () => {
    await gateway.close();
    await upstream.close();
    await database.drop();
  });
  beforeEach(() => upstream.respond(answerChat));

  const question = { model: "m", max_tokens: 100, messages: [{ role: "user" as const, content: "Say hello" }] };

  it("the Anthropic client gets a whole message with Anthropic's usage", async () => {
    const message = await anthropic.messages.create(question);
    expect(message.content).toMatchObject([{ type: "text", text: words.join("") }]);
    expect(message.stop_reason).toBe("end_turn");
    expect(message.usage).toMatchObject({ input_tokens: 1_000, output_tokens: 100 });
  });

  it("the Anthropic client accumulates a stream", async () => {
    const message = await anthropic.messages.stream(question).finalMessage();
    expect(message.content).toMatchObject([{ type: "text", text: words.join("") }]);
    expect(message.usage).toMatchObject({ input_tokens: 1_000, output_tokens: 100 });
  });

  it("the Anthropic client throws its own errors", async () => {
    upstream.respond(failWith(429, { "retry-after": "3" }));
    await expect(anthropic.messages.create(question)).rejects.toBeInstanceOf(Anthropic.RateLimitError);
    await expect(anthropic.messages.create({ ...question, model: "nobody-has-it" })).rejects.toBeInstanceOf(
      Anthropic.NotFoundError,
    );
  });

  it("counts tokens without calling anybody", async () => {
    upstream.calls.length = 0;
    const { input_tokens } = await anthropic.messages.countTokens({ model: "m", messages: question.messages });
    expect(input_tokens).toBeGreaterThan(3);
    expect(upstream.calls).toHaveLength(0);
  });

  it("the OpenAI client's responses API gets a response, whole and streamed", async () => {
    const whole = await openai.responses.create({ model: "m", input: "Say hello", store: false });
    expect(whole.output_text).toBe(words.join(""));
    expect(whole.usage).toMatchObject({ input_tokens: 1_000 });
    const streamed = await openai.responses.stream({ model: "m", input: "Say hello", store: false }).finalResponse();
    expect(streamed.output_text).toBe(words.join(""));
    expect(streamed.status).toBe("completed");
  });
});
