import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import {
  answerChat,
  type FakeUpstream,
  failWith,
  type Respond,
  startFakeUpstream,
  words,
} from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

const question = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hi" }] };
const timeouts = { connectMs: 500, firstTokenMs: 600, idleMs: 600, totalMs: 5_000 };

const hang: Respond = () => undefined;
const reset: Respond = (_call, response) => void response.socket?.resetAndDestroy();
const openThenHang: Respond = (_call, response: ServerResponse) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
};
const html: Respond = (_call, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  response.end("<html>Welcome</html>");
};
const halfJson: Respond = (_call, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end('{"id":"x","choices":[');
};

const faults: readonly {
  readonly id: string;
  readonly fault: Respond;
  readonly code: string;
  readonly modes: readonly ("whole" | "stream")[];
}[] = [
  { id: "F1 accepts and sends nothing", fault: hang, code: "upstream_timeout", modes: ["whole", "stream"] },
  { id: "F2 sends headers and no event", fault: openThenHang, code: "upstream_timeout", modes: ["stream"] },
  { id: "F6 answers 429", fault: failWith(429), code: "upstream_rate_limited", modes: ["whole", "stream"] },
  { id: "F8 answers 503", fault: failWith(503), code: "upstream_overloaded", modes: ["whole", "stream"] },
  { id: "F8 answers 529", fault: failWith(529), code: "upstream_overloaded", modes: ["whole", "stream"] },
  { id: "F9 answers 500", fault: failWith(500), code: "upstream_error", modes: ["whole", "stream"] },
  { id: "F11 answers HTML with 200", fault: html, code: "upstream_invalid_response", modes: ["whole", "stream"] },
  { id: "F12 answers half a JSON body", fault: halfJson, code: "upstream_invalid_response", modes: ["whole"] },
  { id: "F21 resets the connection", fault: reset, code: "upstream_error", modes: ["whole", "stream"] },
  {
    id: "F22 redirects",
    fault: failWith(302, { location: "http://127.0.0.1:1/" }),
    code: "upstream_blocked",
    modes: ["whole", "stream"],
  },
  { id: "404 does not know the model", fault: failWith(404), code: "model_not_found", modes: ["whole", "stream"] },
  {
    id: "401 refuses our credentials",
    fault: failWith(401),
    code: "upstream_credentials_rejected",
    modes: ["whole", "stream"],
  },
];

describe("failover before the first token", () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let first: FakeUpstream;
  let second: FakeUpstream;
  let key: string;
  let connectionIds: readonly string[];

  beforeAll(async () => {
    database = await createTestDatabase("embedded");
    [first, second] = await Promise.all([startFakeUpstream(), startFakeUpstream()]);
    gateway = await startTestGateway(database);
    const connections = await Promise.all([
      gateway.addConnection({ slug: "first", baseUrl: first.baseUrl, priority: 1, timeouts }),
      gateway.addConnection({ slug: "second", baseUrl: second.baseUrl, priority: 2, timeouts }),
    ]);
    connectionIds = connections.map(({ id }) => id);
    key = (await gateway.addKey({ budgetUsd: "1" })).key;
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all([first.close(), second.close()]);
    await database.drop();
  });
  beforeEach(async () => {
    second.respond(answerChat);
    for (const id of connectionIds) await gateway.touchConnection(id);
  });
  afterEach(async () => {
    await gateway.container.management.flushLedger();
    const held = await gateway.container.db.prisma.hold.count();
    expect(held, "nothing is held once a request has ended").toBe(0);
  });

  for (const { id, fault, code, modes } of faults) {
    for (const mode of modes) {
      it(`${id}: the second provider answers, ${mode}, and the attempts are on record`, async () => {
        first.respond(fault);
        const reply = await gateway.chat(key, { ...question, stream: mode === "stream" });
        expect(await reply.text()).toContain(mode === "whole" ? words.join("") : "[DONE]");
        expect(reply.headers.get("x-gateway-provider")).toBe("second");
        const id = reply.headers.get("x-request-id");
        const seen = await (await fetch(`${gateway.url}/v1/requests/${id}`, { headers: { "x-api-key": key } })).json();
        expect(seen.attempts).toMatchObject([
          { provider: "first", status: "failed", error: code },
          { provider: "second", status: "success" },
        ]);
      });
    }
  }

  it.each([
    [400, 400, "invalid_request"],
    [413, 413, "request_too_large"],
    [422, 422, "invalid_request"],
  ])("a caller's mistake (%s) is not tried elsewhere", async (status, expected, code) => {
    first.respond(failWith(status));
    second.calls.length = 0;
    const reply = await gateway.chat(key, question);
    expect(reply.status).toBe(expected);
    const { error } = await reply.json();
    expect(error).toMatchObject({ code, message: `failure ${status}` });
    expect(error.metadata.attempts).toMatchObject([{ provider: "first", http_status: status }]);
    expect(reply.headers.get("x-should-retry")).toBe("false");
    expect(second.calls).toHaveLength(0);
  });

  it.each([
    [429, 429, "upstream_rate_limited"],
    [503, 503, "upstream_overloaded"],
    [500, 502, "upstream_error"],
    [404, 404, "model_not_found"],
    [401, 502, "upstream_credentials_rejected"],
  ])("the last provider's failure (%s) reaches the caller as %s %s", async (status, expected, code) => {
    first.respond(failWith(500));
    second.respond(failWith(status));
    const reply = await gateway.chat(key, question);
    const { error } = await reply.json();
    expect([reply.status, error.code]).toEqual([expected, code]);
    expect(error.metadata.attempts).toHaveLength(2);
  });
});
