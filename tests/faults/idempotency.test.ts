import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { describeEachDatabase } from "../support/databases.ts";
import { answerChat, type FakeUpstream, failWith, startFakeUpstream } from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

const question = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hi" }] };
const header = (name: string) => ({ "idempotency-key": name });

describeEachDatabase("F26 a request with an Idempotency-Key", (current) => {
  let gateway: TestGateway;
  let upstream: FakeUpstream;
  let key: string;

  beforeAll(async () => {
    gateway = await startTestGateway(current());
    upstream = await startFakeUpstream();
    await gateway.addConnection({ slug: "only", baseUrl: upstream.baseUrl });
    key = (await gateway.addKey({ budgetUsd: "1" })).key;
  });
  afterAll(async () => {
    await gateway.close();
    await upstream.close();
  });
  beforeEach(() => {
    upstream.respond(answerChat);
    upstream.calls.length = 0;
  });

  it("runs once for a hundred twins: one answers, the others wait and then get the same reply", async () => {
    upstream.respond((call, response) => void setTimeout(() => answerChat(call, response), 300));
    const twins = await Promise.all(Array.from({ length: 100 }, () => gateway.chat(key, question, header("twins"))));
    const first = twins.find(({ status }) => status === 200);
    const others = twins.filter((twin) => twin !== first);
    const text = await first?.text();
    for (const other of others) {
      const said = await other.text();
      if (other.status === 200) expect(said).toBe(text);
      else expect([other.status, JSON.parse(said).error.code]).toEqual([409, "idempotency_in_progress"]);
      if (other.status === 409) expect(other.headers.get("retry-after")).toBe("1");
    }
    const late = await gateway.chat(key, question, header("twins"));
    expect([late.status, await late.text()]).toEqual([200, text]);
    expect(late.headers.get("x-gateway-idempotent-replay")).toBe("true");
    expect(late.headers.get("x-request-id")).toBe(first?.headers.get("x-request-id"));
    expect(late.headers.get("x-gateway-cost-usd")).toBe(first?.headers.get("x-gateway-cost-usd"));
    expect(upstream.calls).toHaveLength(1);
    await gateway.container.management.flushLedger();
    expect(await gateway.container.db.prisma.request.count({ where: { status: "success" } })).toBe(1);
  });

  it("is refused with another body, and is another one for another key", async () => {
    await gateway.chat(key, question, header("taken"));
    const other = await gateway.chat(key, { ...question, temperature: 0 }, header("taken"));
    expect([other.status, (await other.json()).error.code]).toEqual([422, "idempotency_mismatch"]);
    const { key: stranger } = await gateway.addKey({});
    expect((await gateway.chat(stranger, question, header("taken"))).status).toBe(200);
    expect(upstream.calls).toHaveLength(2);
  });

  it("runs again after a failure", async () => {
    upstream.respond(failWith(400));
    expect((await gateway.chat(key, question, header("failed"))).status).toBe(400);
    upstream.respond(answerChat);
    expect((await gateway.chat(key, question, header("failed"))).status).toBe(200);
  });

  it("holds its name while it streams, and not after that", async () => {
    const body = { ...question, stream: true };
    const stream = await gateway.chat(key, body, header("stream"));
    expect(await stream.text()).toContain("[DONE]");
    const again = await gateway.chat(key, body, header("stream"));
    expect([again.status, (await again.text()).includes("[DONE]")]).toEqual([200, true]);
    expect(upstream.calls).toHaveLength(2);
  });

  it("needs a name of at most 255 printable characters", async () => {
    const reply = await gateway.chat(key, question, header("x".repeat(300)));
    expect([reply.status, (await reply.json()).error.param]).toEqual([400, "Idempotency-Key"]);
    expect(upstream.calls).toHaveLength(0);
  });

  it("leaves no text that can be read in the database, and nothing once its day is over", async () => {
    await gateway.chat(key, question, header("sealed"));
    const { prisma } = gateway.container.db;
    const rows = await prisma.idempotentReply.findMany();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain("provider");
    await prisma.idempotentReply.updateMany({ data: { expiresAt: new Date(0) } });
    await gateway.container.keepHouse();
    expect(await prisma.idempotentReply.count()).toBe(0);
  });
});
