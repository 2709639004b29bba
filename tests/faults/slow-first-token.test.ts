import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import { answerChat, type FakeUpstream, startFakeUpstream } from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

/** A little longer than the gateway lets a caller wait without a sign of life. */
const silenceMs = 10_600;
const question = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hi" }] };
const timeouts = { connectMs: 500, firstTokenMs: 20_000, idleMs: 20_000, totalMs: 40_000 };

describe("a provider that thinks for long before its first token", () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let upstream: FakeUpstream;

  beforeAll(async () => {
    database = await createTestDatabase("embedded");
    upstream = await startFakeUpstream();
    upstream.respond(async (call, response) => {
      await pause(silenceMs);
      answerChat(call, response);
    });
    gateway = await startTestGateway(database);
    await gateway.addConnection({ slug: "slow", baseUrl: upstream.baseUrl, timeouts });
  });
  afterAll(async () => {
    await gateway.close();
    await upstream.close();
    await database.drop();
  });

  it("leaves a stream alive by comments, which no client takes for content", { timeout: 30_000 }, async () => {
    const { key } = await gateway.addKey();
    const reply = await gateway.chat(key, { ...question, stream: true });
    const text = await reply.text();
    expect(reply.status).toBe(200);
    expect(text.startsWith(": keep-alive\n\n")).toBe(true);
    expect(text.trim().endsWith("data: [DONE]")).toBe(true);
    const frames = text.split("\n\n").filter((frame) => frame !== "" && !frame.startsWith(":"));
    for (const frame of frames) expect(frame).toMatch(/^data: /);
  });
});
