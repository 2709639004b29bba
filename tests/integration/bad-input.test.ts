import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newGatewayKey } from "#lib/core/gateway-key.ts";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import { type FakeUpstream, startFakeUpstream } from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

const question = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hi" }] };

describe("bad input to /v1", () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let upstream: FakeUpstream;
  let key: string;

  beforeAll(async () => {
    database = await createTestDatabase("embedded");
    upstream = await startFakeUpstream();
    gateway = await startTestGateway(database);
    await gateway.addConnection({ slug: "openai", baseUrl: upstream.baseUrl });
    key = (await gateway.addKey()).key;
  });
  afterAll(async () => {
    await gateway.close();
    await upstream.close();
    await database.drop();
  });

  const send = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
      body: body as BodyInit,
    });

  describe("keys", () => {
    const ask = (headers: Record<string, string>) => fetch(`${gateway.url}/v1/models`, { headers });

    it("K1 answers 401 missing_api_key without one", async () => {
      await expectError(await ask({}), 401, "missing_api_key");
    });
    it("K2 answers 401 invalid_api_key to one of the wrong prefix, length, alphabet or checksum", async () => {
      const wrong = [
        "sk-123",
        "gw_short",
        `${newGatewayKey("gw_").slice(0, -1)}!`,
        `${newGatewayKey("gw_").slice(0, -1)}0`,
        "x".repeat(9_000),
      ];
      for (const text of wrong)
        await expectError(await ask({ authorization: `Bearer ${text}` }), 401, "invalid_api_key");
    });
    it("K4 answers 401 to a well-formed unknown key, and 429 when one address keeps guessing", async () => {
      await expectError(await ask({ authorization: `Bearer ${newGatewayKey("gw_")}` }), 401, "invalid_api_key");
      for (let guess = 0; guess < 20; guess++) await ask({ authorization: `Bearer ${newGatewayKey("gw_")}` });
      await expectError(await ask({ authorization: `Bearer ${newGatewayKey("gw_")}` }), 429, "too_many_auth_failures");
    });
    it("K5 and K6 name a disabled and an expired key as what they are", async () => {
      const disabled = await gateway.addKey({ enabled: false });
      await expectError(await ask({ "x-api-key": disabled.key }), 401, "disabled_api_key");
      const expired = await gateway.addKey({ expiresAt: new Date(Date.now() - 1_000) });
      await expectError(await ask({ "x-api-key": expired.key }), 401, "expired_api_key");
    });
    it("K7 refuses an address that is not allowed, whatever X-Forwarded-For claims", async () => {
      const bound = await gateway.addKey({ allowedIps: ["203.0.113.0/24"] });
      await expectError(await ask({ "x-api-key": bound.key, "x-forwarded-for": "203.0.113.5" }), 403, "ip_not_allowed");
    });
    it("K8 refuses a model outside the key's list, and knows no model that nobody serves", async () => {
      const narrow = await gateway.addKey({ allowedModels: ["gpt-4o"] });
      await expectError(await gateway.chat(narrow.key, question), 403, "model_not_allowed", "model");
      await expectError(
        await gateway.chat(key, { ...question, model: "no-such-model" }),
        404,
        "model_not_found",
        "model",
      );
    });
    it("K9 refuses two keys that differ", async () => {
      await expectError(
        await ask({ authorization: `Bearer ${key}`, "x-api-key": newGatewayKey("gw_") }),
        400,
        "ambiguous_credentials",
      );
      expect((await ask({ authorization: `Bearer ${key}`, "x-api-key": key })).status).toBe(200);
    });
    it("K10 reads no key from the query string", async () => {
      await expectError(await fetch(`${gateway.url}/v1/models?key=${key}`), 401, "missing_api_key");
    });
    it("refuses an endpoint that the key may not use", async () => {
      const narrow = await gateway.addKey({ allowedEndpoints: ["embeddings"] });
      await expectError(await gateway.chat(narrow.key, question), 403, "endpoint_not_allowed");
    });
  });

  describe("bodies", () => {
    it("J1 refuses more than 32 MiB, announced or not, without reading on", async () => {
      await expectError(await send(new Uint8Array(32 * 1024 * 1024 + 1)), 413, "request_too_large");
      expect(await sendEndlessly(gateway.url, key)).toBe(413);
    });
    it("J2 refuses a compressed body without opening it", async () => {
      await expectError(await send("x", { "content-encoding": "gzip" }), 415, "unsupported_content_encoding");
    });
    it("J3 refuses another content type", async () => {
      await expectError(
        await send(JSON.stringify(question), { "content-type": "text/plain" }),
        415,
        "unsupported_media_type",
      );
    });
    it("J4 refuses what is not JSON in UTF-8", async () => {
      const broken = ['{"model":', '{"model":"a"} x', "", "[]", '"text"', "\ufeff{}"];
      for (const text of broken) await expectError(await send(text), 400, "invalid_json");
      await expectError(await send(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d])), 400, "invalid_json");
    });
    it("J5 refuses nesting 200,000 deep", async () => {
      await expectError(await send(`{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`), 400, "json_too_deep");
    });
    it("J6 refuses a million keys", async () => {
      const keys = Array.from({ length: 600_000 }, (_, index) => `"k${index}":1`).join(",");
      await expectError(await send(`{"metadata":{${keys}}}`), 400, "too_many_items");
    });
    it("J7 lets no body touch a prototype", async () => {
      await send(
        '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}]}',
      );
      expect(({} as Record<string, unknown>)["isAdmin"]).toBeUndefined();
    });
    it("J8 refuses a repeated top-level name, however it is escaped", async () => {
      await expectError(
        await send('{"model":"gpt-4o-mini","messages":[],"model":"gpt-4o"}'),
        400,
        "invalid_json",
        "model",
      );
      await expectError(
        await send('{"model":"gpt-4o-mini","messages":[],"\\u006dodel":"gpt-4o"}'),
        400,
        "invalid_json",
        "model",
      );
    });
    it("J9 names the field of a wrong type or out of range", async () => {
      const cases: [object, string, string][] = [
        [{ ...question, model: { not: "" } }, "invalid_type", "model"],
        [{ ...question, model: null }, "invalid_type", "model"],
        [{ ...question, max_tokens: -1 }, "out_of_range", "max_tokens"],
        [{ ...question, max_tokens: "100" }, "invalid_type", "max_tokens"],
        [{ ...question, temperature: 9 }, "out_of_range", "temperature"],
      ];
      for (const [body, code, param] of cases) await expectError(await gateway.chat(key, body), 400, code, param);
    });
    it("J11 serves NUL and lone surrogates, and still writes the log row", async () => {
      const reply = await gateway.chat(
        key,
        { ...question, messages: [{ role: "user", content: "a\u0000b\ud800c" }] },
        { "x-gateway-metadata": '{"note":"a\\u0000b"}' },
      );
      expect(reply.status).toBe(200);
      await gateway.container.management.flushLedger();
      const row = await gateway.container.db.prisma.request.findUnique({
        where: { id: reply.headers.get("x-request-id") ?? "" },
      });
      expect(row?.metadata).toEqual({ note: "a\ufffdb" });
    });
    it("J12 refuses a model name that could be a path", async () => {
      for (const model of ["gpt-4o/../../v1/files", "a?b", "a#b", "a".repeat(5_000)]) {
        const reply = await gateway.chat(key, { ...question, model });
        expect([400, 404], model).toContain(reply.status);
      }
      expect(upstream.calls.every((call) => !call.path.includes(".."))).toBe(true);
    });
    it("J13 refuses metadata that is too large", async () => {
      await expectError(
        await gateway.chat(key, question, { "x-gateway-metadata": JSON.stringify({ note: "x".repeat(600) }) }),
        400,
        "invalid_request",
        "x-gateway-metadata",
      );
    });
  });

  describe("paths", () => {
    it("H9 finds nothing behind tricks with the path", async () => {
      for (const path of ["/v1/../api/keys", "/v1//models", "/v1/%2e%2e/models", "/v1/models;x/y", "/v1/"]) {
        expect((await rawGet(gateway.url, path, key)).status, path).toBe(404);
      }
    });
    it("answers 405 to a method that an endpoint does not take", async () => {
      await expectError(
        await fetch(`${gateway.url}/v1/chat/completions`, { headers: { "x-api-key": key } }),
        405,
        "method_not_allowed",
      );
    });
  });
});

async function expectError(reply: Response, ...[status, code, param]: [number, string, string?]): Promise<void> {
  const text = await reply.text();
  const { error } = JSON.parse(text);
  expect({ status: reply.status, code: error.code, message: text }).toMatchObject({ status, code });
  if (param !== undefined) expect(error.param).toBe(param);
  expect(reply.headers.get("x-request-id")).toMatch(/^req_/);
  expect(text).not.toMatch(/ at .*\.ts/);
}

/** Sends without a length and without an end; resolves with the status that stopped it. */
function sendEndlessly(url: string, key: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    });
    let sending = true;
    request.on("response", (response) => {
      sending = false;
      resolve(response.statusCode);
      request.destroy();
    });
    request.on("error", (error) => (sending ? reject(error) : undefined));
    const chunk = Buffer.alloc(1024 * 1024, 32);
    const more = () => {
      while (sending && request.write(chunk));
      if (sending) request.once("drain", more);
    };
    more();
  });
}

/** `fetch` would clean the path before it sends it. */
function rawGet(url: string, path: string, key: string): Promise<{ readonly status: number | undefined }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, headers: { authorization: `Bearer ${key}` } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    });
    request.on("error", reject).end();
  });
}
