import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import {
  answerChat,
  chatFrames,
  type FakeUpstream,
  failWith,
  type Respond,
  type SeenCall,
  startFakeUpstream,
} from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

const question = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hi" }] };
const timeouts = { connectMs: 500, firstTokenMs: 600, idleMs: 600, totalMs: 8_000 };

describe("where a request goes", () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let first: FakeUpstream;
  let second: FakeUpstream;
  let firstId: string;
  let secondId: string;

  beforeAll(async () => {
    database = await createTestDatabase("embedded");
    gateway = await startTestGateway(database);
  });
  afterAll(async () => {
    await gateway.close();
    await database.drop();
  });
  beforeEach(async () => {
    [first, second] = await Promise.all([startFakeUpstream(), startFakeUpstream()]);
    const name = Math.random().toString(36).slice(2, 8);
    const apiKeys = ["sk-test-one", "sk-test-two"];
    const one = await gateway.addConnection({ slug: `one-${name}`, baseUrl: first.baseUrl, apiKeys, timeouts });
    const two = await gateway.addConnection({ slug: `two-${name}`, baseUrl: second.baseUrl, timeouts });
    firstId = one.id;
    secondId = two.id;
  });
  afterEach(async () => {
    await Promise.all([first.close(), second.close()]);
    await gateway.container.management.flushLedger();
    expect(await gateway.container.db.prisma.hold.count(), "nothing is held once a request has ended").toBe(0);
  });

  async function keyFor(...rules: Parameters<TestGateway["addRouter"]>): Promise<string> {
    const routerId = await gateway.addRouter(...rules);
    return (await gateway.addKey({ routerId, budgetUsd: "1" })).key;
  }
  const models = ["*"];
  const onlyFirst = () => keyFor([{ models, providerId: firstId }]);
  const firstThenSecond = () =>
    keyFor([
      { models, providerId: firstId, priority: 1 },
      { models, providerId: secondId, priority: 2 },
    ]);
  const keysUsed = ({ calls }: FakeUpstream) => calls.map(({ headers }) => headers.authorization?.slice(-3));

  it("a rule's own retries come before the next target", async () => {
    first.respond(failTimes(2, 500));
    const key = await keyFor([
      { models, providerId: firstId, priority: 1, retries: 2 },
      { models, providerId: secondId, priority: 2 },
    ]);
    const reply = await gateway.chat(key, question);
    expect([reply.status, reply.headers.get("x-gateway-attempts")]).toEqual([200, "3"]);
    expect([first.calls.length, second.calls.length]).toEqual([3, 0]);
  });

  it("a rule's retries are spent before the next target is asked, which they take nothing from", async () => {
    first.respond(failWith(500));
    const key = await keyFor([
      { models, providerId: firstId, priority: 1, retries: 3 },
      { models, providerId: secondId, priority: 2 },
    ]);
    const reply = await gateway.chat(key, question);
    expect([reply.status, first.calls.length, second.calls.length]).toEqual([200, 4, 1]);
  });

  it("a failure in passing of the only target is asked for again, unless its rule or its router says no", async () => {
    first.respond(failTimes(2, 503));
    expect((await gateway.chat(await onlyFirst(), question)).status).toBe(200);
    expect(first.calls).toHaveLength(3);
    first.respond(failWith(500));
    await gateway.chat(await keyFor([{ models, providerId: firstId, retries: 0 }]), question);
    expect(first.calls).toHaveLength(4);
    await gateway.chat(await keyFor([{ models, providerId: firstId }], { retries: 0 }), question);
    expect(first.calls).toHaveLength(5);
  });

  it("a router without retries still moves on to the next target", async () => {
    first.respond(failWith(500));
    const key = await keyFor(
      [
        { models, providerId: firstId, priority: 1 },
        { models, providerId: secondId, priority: 2 },
      ],
      { retries: 0 },
    );
    const reply = await gateway.chat(key, question);
    expect([reply.status, first.calls.length, second.calls.length]).toEqual([200, 1, 1]);
  });

  it("F1 what may have been billed is not asked for again", async () => {
    first.respond(() => undefined);
    const reply = await gateway.chat(await onlyFirst(), question);
    expect([reply.status, first.calls.length]).toEqual([504, 1]);
  });

  it.each([
    ["totalMs", 400, "whole"],
    ["firstTokenMs", 300, "stream"],
  ])("a rule's own %s of %i ms ends its attempt, not the request", async (limit, limitMs, mode) => {
    first.respond(() => undefined);
    const key = await keyFor([
      { models, providerId: firstId, priority: 1, timeouts: { [limit]: limitMs } },
      { models, providerId: secondId, priority: 2 },
    ]);
    const startedMs = performance.now();
    const reply = await gateway.chat(key, { ...question, stream: mode === "stream" });
    expect([reply.status, second.calls.length]).toEqual([200, 1]);
    expect(performance.now() - startedMs).toBeLessThan(590);
    await reply.text();
  });

  it("F6 a limit of one credential moves on to the next, and its time is kept", async () => {
    first.respond((call, response) =>
      call.headers.authorization?.endsWith("one")
        ? failWith(429, { "retry-after": "60" })(call, response)
        : answerChat(call, response),
    );
    const key = await firstThenSecond();
    for (let request = 0; request < 3; request++) expect((await gateway.chat(key, question)).status).toBe(200);
    expect(keysUsed(first)).toEqual(["one", "two", "two", "two"]);
    expect(second.calls).toHaveLength(0);
  });

  it.each([
    ["in seconds", { "retry-after": "1" }],
    ["in milliseconds", { "retry-after-ms": "1000" }],
    ["below the least", { "retry-after": "0" }],
  ])("F6 a short limit of the only target is waited for, %s", async (_form, headers) => {
    first.respond(failTimes(2, 429, headers));
    const startedMs = performance.now();
    const reply = await gateway.chat(await onlyFirst(), question);
    expect([reply.status, first.calls.length]).toEqual([200, 3]);
    expect(performance.now() - startedMs).toBeGreaterThan(900);
  });

  it("F6 a long limit reaches the caller, and until it is over no call is wasted", async () => {
    first.respond(failWith(429, { "retry-after": "3600" }));
    const key = await onlyFirst();
    for (let request = 0; request < 2; request++) {
      const reply = await gateway.chat(key, question);
      expect([reply.status, (await reply.json()).error.code]).toEqual([429, "upstream_rate_limited"]);
      expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(3_590);
    }
    expect(keysUsed(first)).toEqual(["one", "two"]);
  });

  it("F6 a request without the time to wait for a limit is told of it at once", async () => {
    first.respond(failWith(429, { "retry-after": "4" }));
    const key = await onlyFirst();
    for (let request = 0; request < 2; request++) {
      const startedMs = performance.now();
      const reply = await gateway.chat(key, question, { "x-gateway-timeout-ms": "1500" });
      expect([reply.status, (await reply.json()).error.code]).toEqual([429, "upstream_rate_limited"]);
      expect(performance.now() - startedMs).toBeLessThan(1_000);
    }
    expect(first.calls).toHaveLength(2);
  });

  it("F7 an exhausted account is left out, and asked again once nothing else is left", async () => {
    const body = { error: { message: "You exceeded your current quota", code: "insufficient_quota" } };
    const exhausted: Respond = (_call, response) => {
      response.writeHead(429, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    first.respond(exhausted);
    const key = await firstThenSecond();
    for (let request = 0; request < 3; request++) expect((await gateway.chat(key, question)).status).toBe(200);
    expect([first.calls.length, second.calls.length]).toEqual([2, 3]);
    const alone = await gateway.chat(await onlyFirst(), question);
    expect([alone.status, (await alone.json()).error.code]).toEqual([503, "upstream_overloaded"]);
    expect(alone.headers.get("x-should-retry")).toBe("false");
  });

  it("a refused credential is out until the connection is edited", async () => {
    first.respond(failWith(401));
    const key = await firstThenSecond();
    for (let request = 0; request < 3; request++) expect((await gateway.chat(key, question)).status).toBe(200);
    expect(keysUsed(first)).toEqual(["one", "two"]);
    first.respond(answerChat);
    await gateway.touchConnection(firstId);
    await gateway.chat(key, question);
    expect(keysUsed(first)).toEqual(["one", "two", "one"]);
  });

  it("F8 an overload is not retried for a client that retries by itself", async () => {
    first.respond(failWith(503));
    const reply = await gateway.chat(await onlyFirst(), question, { "x-stainless-retry-count": "1" });
    expect([reply.status, first.calls.length]).toEqual([503, 1]);
  });

  it("F9 a total outage costs at most a fifth more calls than there are requests", async () => {
    first.respond(failWith(500));
    second.respond(failWith(500));
    const key = await firstThenSecond();
    const requests = await storm(() => gateway.chat(key, question), { clients: 50, forMs: 3_000 });
    expect(requests.length).toBeGreaterThan(100);
    expect(new Set(requests)).toEqual(new Set([502]));
    const calls = first.calls.length + second.calls.length;
    expect(calls / requests.length).toBeLessThanOrEqual(1.2);
  });

  it("F9 the retries of an only target stay within a fifth of the requests", async () => {
    first.respond(failWith(500));
    const key = await onlyFirst();
    const requests = await storm(() => gateway.chat(key, question), { clients: 50, forMs: 2_000 });
    expect(requests.length).toBeGreaterThan(100);
    expect(first.calls.length / requests.length).toBeLessThanOrEqual(1.2);
  });

  it("F10 a target that fails every other time costs no request, and is out after a while", async () => {
    let calls = 0;
    first.respond((call, response) => (calls++ % 2 === 0 ? failWith(500) : answerChat)(call, response));
    const key = await firstThenSecond();
    const statuses: number[] = [];
    for (let request = 0; request < 60; request++) statuses.push((await gateway.chat(key, question)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(first.calls.length).toBeLessThan(30);
  });

  it("F21 a dead target is out after five failures", async () => {
    await first.close();
    const key = await firstThenSecond();
    const attempts: (string | null)[] = [];
    for (let request = 0; request < 8; request++) {
      const reply = await gateway.chat(key, question);
      expect(reply.status).toBe(200);
      attempts.push(reply.headers.get("x-gateway-attempts"));
    }
    expect(attempts).toEqual(["2", "2", "2", "2", "2", "1", "1", "1"]);
  });

  it("F4 streams that break behind their first token count as failures", async () => {
    first.respond((call, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const frame of chatFrames(call).slice(0, 3)) response.write(frame);
      setTimeout(() => response.socket?.resetAndDestroy(), 20);
    });
    const key = await firstThenSecond();
    for (let request = 0; request < 5; request++) await (await gateway.chat(key, { ...question, stream: true })).text();
    expect([first.calls.length, second.calls.length]).toEqual([5, 0]);
    await (await gateway.chat(key, { ...question, stream: true })).text();
    expect([first.calls.length, second.calls.length]).toEqual([5, 1]);
  });

  it("a caller's mistakes never put a target out", async () => {
    first.respond(failWith(400));
    const key = await firstThenSecond();
    for (let request = 0; request < 8; request++) expect((await gateway.chat(key, question)).status).toBe(400);
    expect([first.calls.length, second.calls.length]).toEqual([8, 0]);
  });

  it("a caller's own short deadline is not the target's fault", async () => {
    first.respond(() => undefined);
    const key = await firstThenSecond();
    for (let request = 0; request < 6; request++) {
      expect((await gateway.chat(key, question, { "x-gateway-timeout-ms": "50" })).status).toBe(504);
    }
    first.respond(answerChat);
    await gateway.chat(key, question);
    expect(first.calls).toHaveLength(7);
  });

  it("cheapest goes to the model that costs this request least at most", async () => {
    const key = await keyFor(
      [
        { models, providerId: firstId, priority: 1, targetModel: "gpt-4o" },
        { models, providerId: secondId, priority: 2, targetModel: "gpt-4o-mini" },
      ],
      { strategy: "cheapest" },
    );
    const reply = await gateway.chat(key, question);
    expect(reply.headers.get("x-gateway-model")).toBe("gpt-4o-mini");
    expect([first.calls.length, second.calls.length]).toEqual([0, 1]);
  });

  it("fastest goes to the target that lately answered soonest", async () => {
    first.respond(delayed(150, answerChat));
    const key = await keyFor(
      [
        { models, providerId: firstId },
        { models, providerId: secondId },
      ],
      { strategy: "fastest" },
    );
    for (let request = 0; request < 8; request++) await gateway.chat(key, question);
    expect([first.calls.length, second.calls.length]).toEqual([1, 7]);
  });

  it("least-busy goes to the target with the fewest requests running", async () => {
    first.respond(delayed(150, answerChat));
    second.respond(delayed(150, answerChat));
    const key = await keyFor(
      [
        { models, providerId: firstId, weight: 1_000 },
        { models, providerId: secondId, weight: 1 },
      ],
      { strategy: "least-busy" },
    );
    await gateway.chat(key, question);
    const before = first.calls.length + second.calls.length;
    const running = Array.from({ length: 6 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 10));
      return gateway.chat(key, question);
    });
    await Promise.all(running);
    expect(first.calls.length + second.calls.length - before).toBe(6);
    expect(Math.abs(first.calls.length - second.calls.length)).toBeLessThanOrEqual(1);
  });

  it("the router's list of failures decides which of them move on", async () => {
    first.respond(failWith(503));
    const rules = [
      { models, providerId: firstId, priority: 1 },
      { models, providerId: secondId, priority: 2 },
    ];
    const key = await keyFor(rules, { fallbackOn: ["upstream_timeout"] });
    expect((await gateway.chat(key, question)).status).toBe(503);
    expect(second.calls).toHaveLength(0);
    const other = await keyFor(rules, { fallbackOn: ["upstream_overloaded"] });
    expect((await gateway.chat(other, question)).status).toBe(200);
  });
});

function failTimes(times: number, status: number, headers: Record<string, string> = {}): Respond {
  let left = times;
  return (call, response) => (left-- > 0 ? failWith(status, headers) : answerChat)(call, response);
}

function delayed(waitMs: number, respond: (call: SeenCall, response: Parameters<Respond>[1]) => void): Respond {
  return (call, response) => {
    setTimeout(() => respond(call, response), waitMs);
  };
}

/** Asks with many clients at once, each again and again; the statuses of all their replies. */
async function storm(
  ask: () => Promise<Response>,
  { clients, forMs }: { readonly clients: number; readonly forMs: number },
): Promise<readonly number[]> {
  const untilMs = performance.now() + forMs;
  const statuses: number[] = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < untilMs) {
        const reply = await ask();
        await reply.arrayBuffer();
        statuses.push(reply.status);
      }
    }),
  );
  return statuses;
}
