import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { GoogleGenAI } from "@google/genai";
import { ChatOpenAI } from "@langchain/openai";
import { APICallError, generateText, jsonSchema, streamText, tool } from "ai";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isJsonObject } from "#lib/core/json.ts";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import { answerGoogle, failLikeGoogle } from "../support/fake-google.ts";
import { answerChat, type FakeUpstream, failWith, startFakeUpstream, words } from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

const gemini = "gemini-2.5-flash";
const said = words.join("");
const schema = { type: "object" as const, properties: { city: { type: "string" as const } }, required: ["city"] };
const weather = tool({
  description: "Weather now",
  inputSchema: jsonSchema<{ city: string }>(schema),
  execute: async ({ city }) => `22 degrees in ${city}`,
});

let database: TestDatabase;
let gateway: TestGateway;
let chat: FakeUpstream;
let google: FakeUpstream;
let key: string;

beforeAll(async () => {
  database = await createTestDatabase("embedded");
  [chat, google] = await Promise.all([startFakeUpstream(), startFakeUpstream()]);
  gateway = await startTestGateway(database);
  await gateway.addConnection({ slug: "chat", kind: "openai", baseUrl: chat.baseUrl });
  await gateway.addConnection({ slug: "google", kind: "google", baseUrl: google.baseUrl });
  ({ key } = await gateway.addKey());
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([chat.close(), google.close()]);
  await database.drop();
});
beforeEach(() => {
  chat.respond(answerChat);
  google.respond(answerGoogle);
});

describe("Google's own client, unmodified, against the fake provider", () => {
  const client = () =>
    new GoogleGenAI({ apiKey: "k", apiVersion: "v1", httpOptions: { baseUrl: google.baseUrl.replace(/\/v1$/, "") } });

  it("gets a whole reply and a stream, with usage: the fake speaks as Google does", async () => {
    const whole = await client().models.generateContent({ model: gemini, contents: "Say hello" });
    expect([whole.text, whole.usageMetadata?.candidatesTokenCount]).toEqual([said, 50]);
    let text = "";
    for await (const piece of await client().models.generateContentStream({ model: gemini, contents: "Say hello" }))
      text += piece.text ?? "";
    expect(text).toBe(said);
  });

  it("gets calls of tools, and the fake's errors are Google's", async () => {
    const tools = [{ functionDeclarations: [{ name: "weather", parametersJsonSchema: schema }] }];
    const reply = await client().models.generateContent({ model: gemini, contents: "Hi", config: { tools } });
    expect(reply.functionCalls).toMatchObject([{ name: "weather", args: { city: "Rome" } }]);
    google.respond(failLikeGoogle);
    await expect(client().models.generateContent({ model: gemini, contents: "Hi" })).rejects.toMatchObject({
      status: 429,
    });
  });

  it("and the gateway reads the same fake for OpenAI's client", async () => {
    const openai = new OpenAI({ apiKey: key, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
    const messages = [{ role: "user" as const, content: "Say hello" }];
    const whole = await openai.chat.completions.create({ model: gemini, messages });
    expect(whole.choices[0]?.message.content).toBe(said);
    expect(whole.usage).toMatchObject({ prompt_tokens: 1_000, completion_tokens: 50 });
    const streamed = await openai.chat.completions.stream({ model: gemini, messages }).finalChatCompletion();
    expect(streamed.choices[0]?.message.content).toBe(said);
  });
});

const clients = {
  "@ai-sdk/openai-compatible": (model: string) =>
    createOpenAICompatible({ name: "gateway", apiKey: key, baseURL: `${gateway.url}/v1`, includeUsage: true })(model),
  "@ai-sdk/anthropic": (model: string) => createAnthropic({ apiKey: key, baseURL: `${gateway.url}/v1` })(model),
} as const;

describe.each(Object.entries(clients))("the AI SDK with %s, unmodified", (_name, open) => {
  it.each(["gpt-4o-mini", gemini])("generates and streams text of %s, with its usage", async (model) => {
    const whole = await generateText({ model: open(model), prompt: "Say hello", maxRetries: 0, maxOutputTokens: 100 });
    expect([whole.text, whole.finishReason, whole.usage.inputTokens]).toEqual([said, "stop", 1_000]);
    const stream = streamText({ model: open(model), prompt: "Say hello", maxRetries: 0, maxOutputTokens: 100 });
    expect(await stream.text).toBe(said);
    expect(await stream.finishReason).toBe("stop");
    expect((await stream.usage).outputTokens).toBe(model === gemini ? 50 : 100);
  });

  it("calls tools and sends their results in the next turn", async () => {
    let turn = 0;
    google.respond((call, response) => {
      // The second turn has the results: then it answers in words.
      if (turn++ === 0) return answerGoogle(call, response);
      return answerGoogle({ ...call, text: "" }, response);
    });
    const reply = streamText({
      model: open(gemini),
      prompt: "Weather?",
      maxRetries: 0,
      maxOutputTokens: 100,
      tools: { weather },
      stopWhen: ({ steps }) => steps.length === 2,
    });
    expect(await reply.text).toBe(said);
    const [first] = await reply.steps;
    expect(first?.toolCalls).toMatchObject([{ toolName: "weather", input: { city: "Rome" } }]);
    expect(google.calls.at(-1)?.text).toContain("22 degrees in Rome");
  });

  it("throws its own error with our status", async () => {
    chat.respond(failWith(400));
    const failure = await generateText({ model: open("gpt-4o-mini"), prompt: "Hi", maxRetries: 0 }).catch(
      (error: unknown) => error,
    );
    expect(APICallError.isInstance(failure) && [failure.statusCode, failure.isRetryable]).toEqual([400, false]);
  });
});

describe("LangChain's client, unmodified", () => {
  const open = (model: string) =>
    new ChatOpenAI({ model, apiKey: key, maxRetries: 0, configuration: { baseURL: `${gateway.url}/v1` } });

  it.each(["gpt-4o-mini", gemini])("invokes and streams %s, with its usage", async (model) => {
    const whole = await open(model).invoke("Say hello");
    expect(whole).toMatchObject({ content: said, usage_metadata: { input_tokens: 1_000 } });
    let text = "";
    let tokens = 0;
    for await (const chunk of await open(model).stream("Say hello")) {
      text += chunk.content;
      tokens += outputTokensOf(chunk.usage_metadata);
    }
    expect(text).toBe(said);
    expect(tokens).toBe(model === gemini ? 50 : 500);
  });

  it("calls tools", async () => {
    const bound = open(gemini).bindTools([
      { type: "function", function: { name: "weather", description: "Weather now", parameters: schema } },
    ]);
    const reply = await bound.invoke("Weather?");
    expect(reply.tool_calls).toMatchObject([{ name: "weather", args: { city: "Rome" } }]);
  });
});

function outputTokensOf(usage: unknown): number {
  const tokens = isJsonObject(usage) ? usage["output_tokens"] : 0;
  return typeof tokens === "number" ? tokens : 0;
}
