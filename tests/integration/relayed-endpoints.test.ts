import { createServer } from "node:http";
import { ReadableStream } from "node:stream/web";
import OpenAI, { APIError, toFile } from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import {
  type FakeUpstream,
  failWith,
  json,
  type Respond,
  type SeenCall,
  startFakeUpstream,
} from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

const vector = [0.5, -1.25, 3];
const base64 = "AAAAPwAAoL8AAEBA";

describe("the relayed endpoints, by the official openai client", () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let upstream: FakeUpstream;
  let second: FakeUpstream;
  let client: OpenAI;
  let key: string;

  beforeAll(async () => {
    database = await createTestDatabase("embedded");
    [upstream, second] = await Promise.all([startFakeUpstream(), startFakeUpstream()]);
    gateway = await startTestGateway(database);
    await gateway.addConnection({ slug: "openai", baseUrl: upstream.baseUrl, priority: 1 });
    await gateway.addConnection({ slug: "backup", baseUrl: second.baseUrl, priority: 2 });
    await gateway.addConnection({ slug: "google", kind: "google", baseUrl: upstream.baseUrl });
    await gateway.addConnection({ slug: "cohere", kind: "cohere", baseUrl: upstream.baseUrl });
    await gateway.addConnection({ slug: "anthropic", kind: "anthropic", baseUrl: upstream.baseUrl });
    ({ key } = await gateway.addKey());
    client = clientOf(key);
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all([upstream.close(), second.close()]);
    await database.drop();
  });
  beforeEach(async () => {
    for (const one of [upstream, second]) {
      one.respond(failWith(500));
      one.calls.length = 0;
    }
    await forgetHealth();
  });

  /** What one test's failures taught of the connections is gone with the next edit of them. */
  async function forgetHealth(): Promise<void> {
    const { db, management } = gateway.container;
    await db.prisma.providerConnection.updateMany({ data: { updatedAt: new Date() } });
    await db.prisma.organization.updateMany({ data: { epoch: { increment: 1 } } });
    await management.changed(gateway.organizationId);
  }

  function clientOf(apiKey: string): OpenAI {
    return new OpenAI({ apiKey, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
  }

  function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${gateway.url}/v1/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  }

  async function rowOf(reply: { readonly headers: Headers }) {
    const id = reply.headers.get("x-request-id") ?? "";
    await gateway.container.management.flushLedger();
    return gateway.container.db.prisma.request.findFirstOrThrow({ where: { id } });
  }

  describe("embeddings", () => {
    it("reach the client as numbers, whether the provider heeds its base64 or not", async () => {
      for (const embedding of [base64, vector]) {
        upstream.respond(answerEmbeddings(embedding));
        const reply = await client.embeddings.create({ model: "text-embedding-3-small", input: ["a", "b"] });
        expect(reply.data.map((one) => one.embedding)).toEqual([vector, vector]);
      }
      expect(upstream.calls.map(({ path, body }) => [path, body["encoding_format"]])).toEqual([
        ["/v1/embeddings", "base64"],
        ["/v1/embeddings", "base64"],
      ]);
    });

    it("cost in the header what they cost in the log, its receipt and the metadata", async () => {
      upstream.respond(answerEmbeddings(vector, { prompt_tokens: 1_000, total_tokens: 1_000 }));
      const reply = await post(
        "embeddings",
        { model: "text-embedding-3-small", input: "a" },
        { "x-gateway-include": "metadata" },
      );
      const body = await reply.json();
      expect(reply.headers.get("x-gateway-cost-usd")).toBe("0.00002");
      expect(reply.headers.get("x-gateway-provider")).toBe("openai");
      expect(body.gateway).toMatchObject({ cost_usd: "0.00002", model: "text-embedding-3-small" });
      const row = await rowOf(reply);
      expect(row).toMatchObject({
        endpoint: "embeddings",
        status: "success",
        usageSource: "provider",
        inputTokens: 1_000n,
        costNanoUsd: 20_000n,
        priced: true,
      });
    });

    it("go on as the very bytes that the provider sent, where nothing has to change", async () => {
      const text = `{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1000, -2e-3]}],"model":"m","usage":{"prompt_tokens":1,"total_tokens":1},"future":1}`;
      upstream.respond((_call, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(text);
      });
      const reply = await post("embeddings", { model: "text-embedding-3-small", input: [1, 2, 3], dimensions: 2 });
      expect(await reply.text()).toBe(text);
      expect(upstream.calls[0]?.text).toBe('{"model":"text-embedding-3-small","input":[1,2,3],"dimensions":2}');
    });

    it("move on to the next provider before anything was answered, also from nonsense", async () => {
      upstream.respond((_call, response) => json(response, 200, { object: "list", data: [] }));
      second.respond(answerEmbeddings(vector));
      const reply = await post("embeddings", { model: "text-embedding-3-small", input: "a" });
      expect(reply.status).toBe(200);
      expect(reply.headers.get("x-gateway-provider")).toBe("backup");
      expect(reply.headers.get("x-gateway-attempts")).toBe("2");
      expect((await rowOf(reply)).status).toBe("success");
    });

    it("are estimated, and marked so, where the provider reports no usage", async () => {
      upstream.respond((_call, response) => json(response, 200, { embeddings: [{ values: vector }] }));
      const reply = await post("embeddings", { model: "gemini-embedding-001", input: "three little words" });
      const body = await reply.json();
      expect(body.data[0].embedding).toEqual(vector);
      expect(body.usage.prompt_tokens).toBeGreaterThan(0);
      expect(upstream.calls[0]?.path).toBe("/v1/models/gemini-embedding-001:batchEmbedContents");
      const row = await rowOf(reply);
      expect(row).toMatchObject({ usageSource: "estimated", inputTokens: BigInt(body.usage.prompt_tokens) });
      expect(row.costNanoUsd).toBeGreaterThan(0n);
    });

    it("of many texts become as many calls as the provider needs, and one reply", async () => {
      upstream.respond((call, response) => {
        const texts = call.body["texts"] as string[];
        json(response, 200, {
          embeddings: { float: texts.map((text) => [Number(text)]) },
          meta: { billed_units: { input_tokens: texts.length } },
        });
      });
      const input = Array.from({ length: 200 }, (_, index) => String(index));
      const reply = await client.embeddings.create({ model: "embed-v4.0", input, encoding_format: "float" });
      expect(reply.data.map(({ index, embedding }) => [index, embedding[0]])).toEqual(
        input.map((text) => [Number(text), Number(text)]),
      );
      expect(reply.usage.prompt_tokens).toBe(200);
      expect(upstream.calls.map(({ path, body }) => [path, (body["texts"] as string[]).length])).toEqual([
        ["/v2/embed", 96],
        ["/v2/embed", 96],
        ["/v2/embed", 8],
      ]);
    });

    it("hold their worst case: a budget that is too small refuses them before any call", async () => {
      const poor = await gateway.addKey({ budgetUsd: "0.000000001" });
      const failure = await failureOf(
        clientOf(poor.key).embeddings.create({ model: "text-embedding-3-small", input: "a long text" }),
      );
      expect(failure).toMatchObject({ status: 402, code: "budget_exceeded" });
      expect(upstream.calls).toEqual([]);
    });

    it("are only for models made for them, and for providers that have them", async () => {
      const chat = await failureOf(client.embeddings.create({ model: "gpt-4o-mini", input: "a" }));
      expect(chat).toMatchObject({ status: 404, code: "model_not_found", param: "model" });
      expect(chat.message).toContain("made for chat");
      const claude = await failureOf(client.embeddings.create({ model: "anthropic/some-model", input: "a" }));
      expect(claude).toMatchObject({ status: 404, code: "model_not_found" });
      const unknown = await failureOf(client.embeddings.create({ model: "no-such-model", input: "a" }));
      expect(unknown).toMatchObject({ status: 404, code: "model_not_found" });
      expect(upstream.calls).toEqual([]);
    });

    it("are refused to a key that may not use the endpoint", async () => {
      const narrow = await gateway.addKey({ allowedEndpoints: ["chat/completions"] });
      const failure = await failureOf(
        clientOf(narrow.key).embeddings.create({ model: "text-embedding-3-small", input: "a" }),
      );
      expect(failure).toMatchObject({ status: 403, code: "endpoint_not_allowed" });
    });

    it("hand on a caller's mistake that the provider finds, and nothing of its own failures", async () => {
      upstream.respond((_call, response) =>
        json(response, 400, {
          error: { message: "input is too long", type: "invalid_request_error", param: "input", code: null },
        }),
      );
      const mistake = await failureOf(client.embeddings.create({ model: "text-embedding-3-small", input: "a" }));
      expect(mistake).toMatchObject({ status: 400, param: "input" });
      expect(mistake.message).toContain("input is too long");

      upstream.respond(failWith(401));
      second.respond(failWith(503));
      const failure = await failureOf(client.embeddings.create({ model: "text-embedding-3-small", input: "a" }));
      expect(failure).toMatchObject({ status: 503, code: "upstream_overloaded" });
    });

    it("name what had no meaning for the provider, or refuse it where the caller wants that", async () => {
      upstream.respond((_call, response) => json(response, 200, { embeddings: [{ values: vector }] }));
      const body = { model: "gemini-embedding-001", input: "a", user: "u" };
      const reply = await post("embeddings", body);
      expect(reply.headers.get("x-gateway-dropped-params")).toBe("user");
      const refused = await post("embeddings", body, { "x-gateway-params": "reject" });
      expect(refused.status).toBe(400);
      expect((await refused.json()).error).toMatchObject({ code: "unsupported_parameter", param: "user" });
    });
  });

  describe("pictures", () => {
    it("cost what their size and quality cost, in the header as in the log", async () => {
      upstream.respond((_call, response) => json(response, 200, { created: 1, data: [{ url: "https://a" }] }));
      const { data, response } = await client.images
        .generate({ model: "dall-e-3", prompt: "a cat", size: "1024x1792", quality: "hd" })
        .withResponse();
      expect(data.data?.[0]?.url).toBe("https://a");
      expect(response.headers.get("x-gateway-cost-usd")).toBe("0.12");
      expect(await rowOf(response)).toMatchObject({ costNanoUsd: 120_000_000n, usageSource: "provider" });
    });

    it("streamed arrive as they come, and are charged by the usage of the last event", async () => {
      upstream.respond((_call, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(named("image_generation.partial_image", { b64_json: "AA==", partial_image_index: 0 }));
        const usage = {
          input_tokens: 10,
          output_tokens: 1_000,
          input_tokens_details: { text_tokens: 10, image_tokens: 0 },
        };
        response.end(named("image_generation.completed", { b64_json: "AQ==", usage }));
      });
      const { data, response } = await client.images
        .generate({ model: "gpt-image-1", prompt: "a cat", stream: true, partial_images: 1 })
        .withResponse();
      const types: string[] = [];
      for await (const event of data) types.push(event.type);
      expect(types).toEqual(["image_generation.partial_image", "image_generation.completed"]);
      expect(await rowOf(response)).toMatchObject({
        stream: true,
        usageSource: "provider",
        // 10 tokens of text at 5 and 1,000 of a picture at 40 dollars a million.
        costNanoUsd: 40_050_000n,
      });
    });

    it("that fail in a stream's first event move on to the next provider", async () => {
      upstream.respond((_call, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.end(
          `event: error\ndata: ${JSON.stringify({ type: "error", error: { message: "no", type: "server_error" } })}\n\n`,
        );
      });
      second.respond((_call, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.end(named("image_generation.completed", { b64_json: "AQ==" }));
      });
      const { data, response } = await client.images
        .generate({ model: "gpt-image-1", prompt: "a cat", stream: true })
        .withResponse();
      for await (const _event of data);
      expect(response.headers.get("x-gateway-provider")).toBe("backup");
      const row = await rowOf(response);
      expect(row).toMatchObject({ usageSource: "estimated", priced: true });
      expect(row.costNanoUsd).toBeGreaterThan(0n);
    });
  });

  describe("speech", () => {
    it("is streamed through byte by byte, at the price of its characters", async () => {
      const sound = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      upstream.respond(async (_call, response) => {
        response.writeHead(200, { "content-type": "audio/mpeg" });
        response.write(sound.subarray(0, 60_000));
        await held;
        response.end(sound.subarray(60_000));
      });
      const response = await client.audio.speech.create({ model: "tts-1", voice: "alloy", input: "Hello there" });
      expect(response.headers.get("content-type")).toBe("audio/mpeg");
      expect(response.headers.get("x-gateway-cost-usd")).toBe("0.000165");
      const chunks: Uint8Array[] = [];
      for await (const chunk of response.body ?? []) {
        chunks.push(chunk);
        release();
      }
      expect(Buffer.concat(chunks).equals(Buffer.from(sound))).toBe(true);
      expect(upstream.calls[0]?.body).toEqual({ model: "tts-1", voice: "alloy", input: "Hello there" });
      expect(await rowOf(response)).toMatchObject({
        costNanoUsd: 165_000n,
        status: "success",
        endpoint: "audio/speech",
      });
    });

    it("that breaks off breaks off at the caller, too, and is charged: the provider read all of the text", async () => {
      upstream.respond((_call, response) => {
        response.writeHead(200, { "content-type": "audio/mpeg" });
        response.write(Buffer.alloc(1_000), () => response.destroy());
      });
      const response = await client.audio.speech.create({ model: "tts-1", voice: "alloy", input: "Hello there" });
      await expect(response.arrayBuffer()).rejects.toThrow();
      expect(await rowOf(response)).toMatchObject({
        status: "error",
        errorCode: "upstream_stream_interrupted",
        costNanoUsd: 165_000n,
      });
    });

    it("is refused by the provider as the caller can read, and moves on from its failures", async () => {
      second.respond((_call, response) => {
        response.writeHead(200, { "content-type": "audio/wav" });
        response.end("RIFF");
      });
      const response = await client.audio.speech.create({ model: "tts-1", voice: "alloy", input: "Hello" });
      expect(await response.text()).toBe("RIFF");
      expect(response.headers.get("x-gateway-provider")).toBe("backup");
      upstream.respond((_call, response_) =>
        json(response_, 400, { error: { message: "unknown voice", param: "voice" } }),
      );
      const failure = await failureOf(client.audio.speech.create({ model: "tts-1", voice: "nobody", input: "Hello" }));
      expect(failure).toMatchObject({ status: 400, param: "voice" });
    });
  });

  describe("moderations and reranking", () => {
    it("moderate without a model's name, for nothing", async () => {
      const results = [{ flagged: false, categories: {}, category_scores: {} }];
      upstream.respond((call, response) => json(response, 200, { id: "m", model: call.body["model"], results }));
      const { data, response } = await client.moderations.create({ input: "hello" }).withResponse();
      expect(data).toMatchObject({ model: "omni-moderation-latest", results: [{ flagged: false }] });
      expect(response.headers.get("x-gateway-cost-usd")).toBe("0");
      expect(await rowOf(response)).toMatchObject({ priced: true, usageSource: "estimated", costNanoUsd: 0n });
    });

    it("rerank by search units, at their price", async () => {
      const results = [{ index: 1, relevance_score: 0.9 }];
      upstream.respond((_call, response) =>
        json(response, 200, { id: "r", results, meta: { billed_units: { search_units: 2 } } }),
      );
      const reply = await post("rerank", {
        model: "rerank-v3.5",
        query: "q",
        documents: ["a", "b"],
        return_documents: true,
      });
      expect(await reply.json()).toEqual({
        id: "r",
        object: "list",
        model: "rerank-v3.5",
        results: [{ index: 1, relevance_score: 0.9, document: { text: "b" } }],
        usage: { search_units: 2 },
      });
      expect(upstream.calls[0]?.path).toBe("/v2/rerank");
      expect(reply.headers.get("x-gateway-cost-usd")).toBe("0.004");
      expect((await rowOf(reply)).costNanoUsd).toBe(4_000_000n);
    });
  });

  describe("transcriptions", () => {
    it("by the client, which sends its file first, reach the provider with the target's model and no file name", async () => {
      upstream.respond((_call, response) =>
        json(response, 200, { text: "hello", usage: { type: "duration", seconds: 7.2 } }),
      );
      const file = await toFile(Buffer.alloc(200_000, 7), "/home/ann/secret.mp3");
      const { data, response } = await client.audio.transcriptions
        .create({ file, model: "openai/whisper-1", language: "en" })
        .withResponse();
      expect(data.text).toBe("hello");
      const [call] = upstream.calls;
      expect(call?.path).toBe("/v1/audio/transcriptions");
      const form = await formOf(call);
      expect(form.get("model")).toBe("whisper-1");
      expect(form.get("language")).toBe("en");
      const sent = form.get("file");
      expect(sent instanceof File && [sent.name, sent.size]).toEqual(["audio.mp3", 200_000]);
      expect(Number(call?.headers["content-length"])).toBe(call?.text.length);
      expect(response.headers.get("x-gateway-cost-usd")).toBe("0.0008");
      expect(await rowOf(response)).toMatchObject({ costNanoUsd: 800_000n, usageSource: "provider" });
    });

    it("move on to the next provider while all of the form is still held", async () => {
      second.respond((_call, response) =>
        json(response, 200, { text: "hello", usage: { type: "duration", seconds: 1 } }),
      );
      const file = await toFile(Buffer.alloc(100_000, 7), "a.mp3");
      const { data, response } = await client.audio.translations.create({ file, model: "whisper-1" }).withResponse();
      expect(data.text).toBe("hello");
      expect(response.headers.get("x-gateway-provider")).toBe("backup");
      expect(second.calls[0]?.text).toBe(upstream.calls[0]?.text);
    });

    it("as text without usage are estimated by their subtitles, and marked so", async () => {
      const subtitles = "1\n00:00:00,000 --> 00:00:12,300\nhello\n";
      upstream.respond((_call, response) => {
        response.writeHead(200, { "content-type": "text/plain; charset=utf-8" });
        response.end(subtitles);
      });
      const file = await toFile(Buffer.alloc(10_000, 7), "a.mp3");
      const { data, response } = await client.audio.transcriptions
        .create({ file, model: "whisper-1", response_format: "srt" })
        .withResponse();
      expect(data).toBe(subtitles);
      expect(response.headers.get("x-gateway-cost-usd")).toBe("0.0013");
      expect(await rowOf(response)).toMatchObject({ costNanoUsd: 1_300_000n, usageSource: "estimated" });
    });

    it("streamed arrive event by event, and are charged by the last one's usage", async () => {
      upstream.respond((_call, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(named("transcript.text.delta", { delta: "hello" }));
        const usage = {
          type: "tokens",
          input_tokens: 100,
          input_token_details: { text_tokens: 0, audio_tokens: 100 },
          output_tokens: 10,
        };
        response.end(named("transcript.text.done", { text: "hello", usage }));
      });
      const file = await toFile(Buffer.alloc(10_000, 7), "a.mp3");
      const { data, response } = await client.audio.transcriptions
        .create({ file, model: "gpt-4o-transcribe", stream: true })
        .withResponse();
      const types: string[] = [];
      for await (const event of data) types.push(event.type);
      expect(types).toEqual(["transcript.text.delta", "transcript.text.done"]);
      // 100 tokens of sound at 6 and 10 of text at 10 dollars a million.
      expect(await rowOf(response)).toMatchObject({ costNanoUsd: 700_000n, stream: true, usageSource: "provider" });
    });

    it("of several MiB are streamed: the provider receives them before the caller has sent all", async () => {
      const slow = await startSlowUpstream();
      await gateway.addConnection({ slug: "slow", baseUrl: slow.baseUrl });
      const total = 8 * 1024 * 1024;
      const piece = Buffer.alloc(64 * 1024, 7);
      let sent = 0;
      const form = async function* () {
        yield Buffer.from(`--b\r\nContent-Disposition: form-data; name="model"\r\n\r\nslow/whisper-1\r\n`);
        yield Buffer.from(`--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\n`);
        for (; sent < total; sent += piece.length) {
          yield piece;
          // The second half is only sent once the provider has received most of the first.
          if (sent === total / 2) await slow.received(total / 4);
        }
        yield Buffer.from("\r\n--b--\r\n");
      };
      const reply = await upload(form(), "multipart/form-data; boundary=b");
      expect(reply.status).toBe(200);
      expect(await reply.json()).toEqual({ text: "done" });
      expect(slow.bytes()).toBeGreaterThan(total);
      await slow.close();
    });

    it("that were let go on their way are not sent twice: the first failure is the last", async () => {
      const form = new FormData();
      form.append("model", "whisper-1");
      form.append("file", new Blob([new Uint8Array(6 * 1024 * 1024)]), "a.mp3");
      const encoded = new Response(form);
      const reply = await upload(encoded.body ?? [], encoded.headers.get("content-type") ?? "");
      expect(reply.status).toBe(502);
      expect((await reply.json()).error.metadata.attempts).toHaveLength(1);
      expect(second.calls).toEqual([]);
    });

    it.each([
      ["no boundary", ["multipart/form-data", ""], [400, "invalid_request", "content-type"]],
      ["JSON", ["application/json", "{}"], [415, "unsupported_media_type", null]],
      ["no model", ["multipart/form-data; boundary=b", part("file", "x", "a.mp3")], [400, "invalid_request", "model"]],
      ["no file", ["multipart/form-data; boundary=b", part("model", "whisper-1")], [400, "invalid_request", "file"]],
      [
        "a field that is too long",
        ["multipart/form-data; boundary=b", part("prompt", "x".repeat(70_000))],
        [400, "out_of_range", "prompt"],
      ],
    ])("with %s are refused with the field's name", async (_what, [type, parts], [status, code, param]) => {
      const body = parts?.startsWith("--") ? `${parts}--b--\r\n` : parts;
      const reply = await upload([Buffer.from(body ?? "")], type ?? "");
      expect(reply.status).toBe(status);
      expect((await reply.json()).error).toMatchObject({ code, param });
      expect(upstream.calls).toEqual([]);
    });

    it("with a second model behind the file end where it comes, and no provider is asked again", async () => {
      const body = `${part("model", "whisper-1")}${part("file", "x".repeat(300_000), "a.mp3")}${part("model", "gpt-4o-transcribe")}--b--\r\n`;
      const pieces = Buffer.from(body);
      const halves = async function* () {
        yield pieces.subarray(0, 100_000);
        await new Promise((resolve) => setTimeout(resolve, 50));
        yield pieces.subarray(100_000);
      };
      const reply = await upload(halves(), "multipart/form-data; boundary=b");
      expect(reply.status).toBe(400);
      expect((await reply.json()).error).toMatchObject({ code: "invalid_request", param: "model" });
      expect(upstream.calls).toEqual([]);
      expect(await rowOf(reply)).toMatchObject({ status: "error", httpStatus: 400, costNanoUsd: 0n });
    });

    it("whose caller leaves on the way are logged as cancelled, and cost nothing", async () => {
      const leaving = new AbortController();
      const form = async function* () {
        yield Buffer.from(
          `${part("model", "whisper-1").trimEnd()}\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\n`,
        );
        yield Buffer.alloc(100_000, 7);
        await new Promise((resolve) => setTimeout(resolve, 100));
        leaving.abort();
        yield Buffer.alloc(100_000, 7);
      };
      await upload(form(), "multipart/form-data; boundary=b", leaving.signal).catch(() => undefined);
      const { prisma } = gateway.container.db;
      const where = { endpoint: "audio/transcriptions", status: "cancelled" };
      await expect.poll(() => prisma.request.findFirst({ where }), { timeout: 5_000 }).toBeTruthy();
      expect(await prisma.request.findFirstOrThrow({ where })).toMatchObject({ costNanoUsd: 0n });
    });

    it("larger than 32 MiB are refused at the first byte too many", async () => {
      const announced = await fetch(`${gateway.url}/v1/audio/transcriptions`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "multipart/form-data; boundary=b" },
        body: Buffer.alloc(33 * 1024 * 1024),
      }).catch(() => undefined);
      expect(announced === undefined || announced.status === 413).toBe(true);
    });
  });

  function upload(
    body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    type: string,
    signal?: AbortSignal,
  ): Promise<Response> {
    return fetch(`${gateway.url}/v1/audio/transcriptions`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": type },
      body: ReadableStream.from(body),
      duplex: "half",
      ...(signal ? { signal } : {}),
    } as RequestInit);
  }
});

function answerEmbeddings(
  embedding: readonly number[] | string,
  usage: object = { prompt_tokens: 4, total_tokens: 4 },
): Respond {
  return (call, response) => {
    const { input } = call.body;
    const count = Array.isArray(input) && typeof input[0] !== "number" ? input.length : 1;
    const data = Array.from({ length: count }, (_, index) => ({ object: "embedding", index, embedding }));
    json(response, 200, { object: "list", data, model: call.body["model"], usage });
  };
}

function part(name: string, value: string, filename?: string): string {
  const file = filename === undefined ? "" : `; filename="${filename}"`;
  return `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
}

function formOf(call: SeenCall | undefined): Promise<FormData> {
  const headers = { "content-type": call?.headers["content-type"] ?? "" };
  return new Response(call?.text ?? "", { headers }).formData();
}

/** A provider that says how much of a body it has received while it still comes. */
async function startSlowUpstream() {
  let bytes = 0;
  const server = createServer(async (request, response) => {
    for await (const chunk of request) bytes += chunk.length;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ text: "done" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    bytes: () => bytes,
    received: (least: number) => expect.poll(() => bytes, { timeout: 10_000 }).toBeGreaterThan(least),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function named(event: string, fields: object): string {
  return `event: ${event}\ndata: ${JSON.stringify({ type: event, ...fields })}\n\n`;
}

async function failureOf(work: PromiseLike<unknown>): Promise<APIError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof APIError) return error;
    throw error;
  }
  throw new Error("It was expected to fail.");
}
