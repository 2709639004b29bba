import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import {
  answerChat,
  chatFrames,
  type FakeUpstream,
  failWith,
  frame,
  json,
  startFakeUpstream,
  words,
} from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

const on = { "x-gateway-cache": "on" };
let questions = 0;
/** One that nobody has asked yet. */
const ask = () => ({ model: "gpt-4o-mini", messages: [{ role: "user" as const, content: `Say ${questions++}` }] });

describe("the reply cache", () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let upstream: FakeUpstream;
  let connectionId: string;
  let key: string;

  beforeAll(async () => {
    database = await createTestDatabase("embedded");
    upstream = await startFakeUpstream();
    gateway = await startTestGateway(database);
    ({ id: connectionId } = await gateway.addConnection({ slug: "openai", baseUrl: upstream.baseUrl }));
    ({ key } = await gateway.addKey());
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

  const send = async (body: object, headers: Record<string, string> = on, as = key) => {
    const reply = await gateway.chat(as, body, headers);
    return { reply, cache: reply.headers.get("x-gateway-cache"), text: await reply.text() };
  };
  const rowOf = async ({ reply }: { readonly reply: Response }) => {
    const id = reply.headers.get("x-request-id") ?? "";
    await gateway.container.management.flushLedger();
    return gateway.container.db.prisma.request.findUniqueOrThrow({ where: { id } });
  };

  it("answers the same request again with the very bytes, costs nothing and says so in the log", async () => {
    const body = ask();
    const first = await send(body);
    const second = await send({ user: "somebody", ...body, model: "openai/gpt-4o-mini" });
    expect([first.cache, second.cache, upstream.calls.length]).toEqual(["miss", "hit", 1]);
    expect(second.text).toBe(first.text);
    expect(Object.fromEntries(second.reply.headers)).toMatchObject({
      "x-gateway-cost-usd": "0",
      "x-gateway-provider": "openai",
      "x-gateway-model": "gpt-4o-mini",
      "x-gateway-attempts": "0",
    });
    const [paid, saved] = [await rowOf(first), await rowOf(second)];
    expect(paid).toMatchObject({ cached: false, savedNanoUsd: 0n });
    expect(paid.costNanoUsd).toBeGreaterThan(0n);
    expect(saved).toMatchObject({
      cached: true,
      status: "success",
      costNanoUsd: 0n,
      savedNanoUsd: paid.costNanoUsd,
      provider: "openai",
      inputTokens: 1_000n,
      outputTokens: 500n,
      attemptCount: 0,
      charges: [],
    });
  });

  it("is asked for by header or router only, and the header decides", async () => {
    const body = ask();
    expect((await send(body, {})).cache).toBe("off");
    expect((await send(body)).cache).toBe("miss");
    expect((await send(body, { "x-gateway-cache": "off" })).cache).toBe("off");
    expect(upstream.calls).toHaveLength(3);

    const rules = [{ models: ["*"], providerId: connectionId }];
    const routerId = await gateway.addRouter(rules, { cache: { enabled: true, ttlSeconds: 60 } });
    const routed = await gateway.addKey({ routerId });
    const other = ask();
    const seen = [await send(other, {}, routed.key), await send(other, {}, routed.key)];
    seen.push(await send(other, { "x-gateway-cache": "off" }, routed.key));
    expect(seen.map(({ cache }) => cache)).toEqual(["miss", "hit", "off"]);
  });

  it("asks again on refresh, and keeps the new reply", async () => {
    const body = ask();
    await send(body);
    upstream.respond((call, response) =>
      json(response, 200, { ...wholeReply(call.body["model"]), id: "chatcmpl-new" }),
    );
    const refreshed = await send(body, { "x-gateway-cache": "refresh" });
    const after = await send(body);
    expect([refreshed.cache, after.cache]).toEqual(["miss", "hit"]);
    expect(JSON.parse(after.text).id).toBe("chatcmpl-new");
  });

  it("forgets after the time that the caller set, and gives nobody what is too old for them", async () => {
    const body = ask();
    await send(body, { ...on, "x-gateway-cache-ttl": "600" });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await send(body, { ...on, "x-gateway-cache-ttl": "60" })).cache).toBe("hit");
    expect((await send(body, { ...on, "x-gateway-cache-ttl": "1" })).cache).toBe("miss");
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await send(body)).cache).toBe("miss");
  });

  it.each([
    ["x-gateway-cache", "maybe"],
    ["x-gateway-cache-ttl", "0"],
    ["x-gateway-cache-ttl", "2592001"],
    ["x-gateway-cache-ttl", "1h"],
  ])("refuses %s: %s by its name", async (name, value) => {
    const { reply, text } = await send(ask(), { [name]: value });
    expect(reply.status).toBe(400);
    expect(JSON.parse(text).error).toMatchObject({ code: "invalid_request", param: name });
    expect(upstream.calls).toHaveLength(0);
  });

  it("gives another organization nothing", async () => {
    const other = await startTestGateway(database);
    try {
      await other.addConnection({ slug: "openai", baseUrl: upstream.baseUrl });
      const { key: othersKey } = await other.addKey();
      const body = ask();
      await send(body);
      const strange = await gateway.chat(othersKey, body, on);
      expect(strange.headers.get("x-gateway-cache")).toBe("miss");
      await strange.text();
      expect(upstream.calls).toHaveLength(2);
    } finally {
      await other.close();
    }
  });

  it("replays a stream as a stream to the openai client, usage included", async () => {
    const client = new OpenAI({ apiKey: key, baseURL: `${gateway.url}/v1`, maxRetries: 0, defaultHeaders: on });
    const body = { ...ask(), stream_options: { include_usage: true } };
    const replies = [];
    for (let turn = 0; turn < 2; turn++) replies.push(await client.chat.completions.stream(body).finalChatCompletion());
    expect(upstream.calls).toHaveLength(1);
    expect(replies[1]).toEqual(replies[0]);
    expect(replies[1]?.choices[0]?.message.content).toBe(words.join(""));
    expect(replies[1]?.usage).toMatchObject({ prompt_tokens: 1_000, completion_tokens: 500 });

    const raw = await send({ ...body, stream: true });
    expect(raw.cache).toBe("hit");
    expect(raw.reply.headers.get("content-type")).toContain("text/event-stream");
    expect(raw.text.endsWith("data: [DONE]\n\n")).toBe(true);
    expect(await rowOf(raw)).toMatchObject({ cached: true, stream: true, costNanoUsd: 0n });
    expect((await send(body)).cache).toBe("miss");
  });

  it("replays a translated stream in the caller's own frames", async () => {
    const client = new Anthropic({ apiKey: key, baseURL: gateway.url, maxRetries: 0, defaultHeaders: on });
    const body = { ...ask(), max_tokens: 50 };
    const first = await client.messages.stream(body).finalMessage();
    const second = await client.messages.stream(body).finalMessage();
    expect(upstream.calls).toHaveLength(1);
    expect(second).toEqual(first);
    expect(second.content).toMatchObject([{ type: "text", text: words.join("") }]);
  });

  it.each([false, true])("tells each request of itself in the metadata (stream: %s)", async (stream) => {
    const body = { ...ask(), stream };
    const headers = { ...on, "x-gateway-include": "metadata" };
    await send(body, headers);
    const hit = await send(body, headers);
    expect(hit.cache).toBe("hit");
    const told = /"gateway":(\{.*\})\}/.exec(hit.text)?.[1] ?? "";
    expect(JSON.parse(told)).toMatchObject({
      request_id: hit.reply.headers.get("x-request-id"),
      cost_usd: "0",
      attempts: [],
    });
  });

  it("keeps no failure, no broken stream and nothing above its size", async () => {
    const refused = ask();
    upstream.respond(failWith(400));
    await send(refused);
    upstream.respond(answerChat);
    expect((await send(refused)).cache).toBe("miss");

    const broken = { ...ask(), stream: true };
    upstream.respond((_call, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const delta = { role: "assistant", content: "Half" };
      const base = { id: "c", object: "chat.completion.chunk", created: 1, model: "gpt-4o-mini" };
      response.write(frame({ ...base, choices: [{ index: 0, delta, finish_reason: null }] }), () => response.destroy());
    });
    expect((await send(broken)).text).toContain("error");
    upstream.respond(answerChat);
    expect((await send(broken)).cache).toBe("miss");

    const large = ask();
    upstream.respond((call, response) => json(response, 200, wholeReply(call.body["model"], "x".repeat(600 * 1_024))));
    expect([(await send(large)).cache, (await send(large)).cache]).toEqual(["miss", "miss"]);
  });

  it("serves an exhausted budget, yet counts for the rate limit", async () => {
    const { key: poor } = await gateway.addKey({ budgetUsd: "0.000000001" });
    const body = ask();
    await send(body);
    expect((await send(body, {}, poor)).reply.status).toBe(402);
    expect((await send(body, on, poor)).cache).toBe("hit");

    const { key: slow } = await gateway.addKey({ requestsPerMinute: 1 });
    const hit = await send(body, on, slow);
    expect([hit.cache, hit.reply.headers.get("x-ratelimit-remaining-requests")]).toEqual(["hit", "0"]);
    expect((await send(body, on, slow)).reply.status).toBe(429);
  });

  it("keeps embeddings, too", async () => {
    upstream.respond((_call, response) =>
      json(response, 200, {
        object: "list",
        model: "text-embedding-3-small",
        data: [{ object: "embedding", index: 0, embedding: [0.5, 0.25] }],
        usage: { prompt_tokens: 2, total_tokens: 2 },
      }),
    );
    const client = new OpenAI({ apiKey: key, baseURL: `${gateway.url}/v1`, maxRetries: 0, defaultHeaders: on });
    const body = { model: "text-embedding-3-small", input: "Hello", encoding_format: "float" as const };
    const first = await client.embeddings.create(body).withResponse();
    const second = await client.embeddings.create(body).withResponse();
    expect(second.data.data).toEqual(first.data.data);
    expect(second.response.headers.get("x-gateway-cache")).toBe("hit");
    expect(upstream.calls).toHaveLength(1);
  });

  it("keeps no stream that its caller left", async () => {
    const body = { ...ask(), stream: true };
    upstream.respond((call, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chatFrames(call).slice(0, 2).join(""));
    });
    const left = new AbortController();
    const reply = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...on },
      body: JSON.stringify(body),
      signal: left.signal,
    });
    await reply.body?.getReader().read();
    left.abort();
    await upstream.calls[0]?.closed;
    upstream.respond(answerChat);
    expect((await send(body)).cache).toBe("miss");
    expect((await send(body)).cache).toBe("hit");
  });

  // The last one: it leaves a second connection.
  it("keeps what another target answered as the other's", async () => {
    const second = await startFakeUpstream();
    try {
      await gateway.addConnection({ slug: "second", baseUrl: second.baseUrl, priority: 200 });
      const body = ask();
      upstream.respond(failWith(500));
      expect((await send(body)).reply.headers.get("x-gateway-provider")).toBe("second");
      upstream.respond(answerChat);
      const back = await send(body);
      expect([back.cache, back.reply.headers.get("x-gateway-provider")]).toEqual(["miss", "openai"]);
      const other = await send({ ...body, model: "second/gpt-4o-mini" });
      expect([other.cache, other.reply.headers.get("x-gateway-provider")]).toEqual(["hit", "second"]);
      expect(second.calls).toHaveLength(1);
    } finally {
      await second.close();
    }
  });
});

function wholeReply(model: unknown, content = "Hello") {
  return {
    id: "chatcmpl-fake",
    object: "chat.completion",
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, message: { role: "assistant", content, refusal: null }, finish_reason: "stop" }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  };
}
