import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { describeEachDatabase } from "../support/databases.ts";
import { answerChat, type FakeUpstream, failWith, startFakeUpstream, words } from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

const question = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hi ".repeat(400) }] };
/** 1,000 input tokens at 0.15 and 500 output tokens at 0.60 USD a million. */
const cost = "0.00045";

describeEachDatabase("a request through the whole gateway", (current) => {
  let gateway: TestGateway;
  let upstream: FakeUpstream;

  beforeAll(async () => {
    upstream = await startFakeUpstream();
    gateway = await startTestGateway(current());
    await gateway.addConnection({ slug: "openai", baseUrl: upstream.baseUrl });
  });
  afterAll(async () => {
    await gateway.close();
    await upstream.close();
  });
  beforeEach(() => {
    upstream.respond(answerChat);
    upstream.calls.length = 0;
  });

  it("is answered with the provider's own bytes, and its cost agrees everywhere to the last digit", async () => {
    const { key, id: keyId, budgetId } = await gateway.addKey({ budgetUsd: "1" });
    const reply = await gateway.chat(key, question);
    const text = await reply.text();
    expect(reply.status, text).toBe(200);
    expect(JSON.parse(text).choices[0].message.content).toBe(words.join(""));
    expect(reply.headers.get("x-gateway-cost-usd")).toBe(cost);
    expect(reply.headers.get("x-gateway-budget-remaining-usd")).toBe("0.99955");

    const requestId = reply.headers.get("x-request-id") ?? "";
    const seen = await fetch(`${gateway.url}/v1/requests/${requestId}`, { headers: { "x-api-key": key } });
    const body = await seen.json();
    expect(body).toMatchObject({
      id: requestId,
      status: "success",
      provider: "openai",
      model: "gpt-4o-mini",
      cost_usd: cost,
    });
    expect(
      body.charges.map((charge: { class: string; amount_usd: string }) => [charge.class, charge.amount_usd]),
    ).toEqual([
      ["input", "0.00015"],
      ["output", "0.0003"],
    ]);
    const about = await (await fetch(`${gateway.url}/v1/key`, { headers: { "x-api-key": key } })).json();
    expect(about).toMatchObject({
      id: keyId,
      budgets: [{ scope: "key", limit_usd: "1", spent_usd: cost, held_usd: "0", remaining_usd: "0.99955" }],
    });
    const period = await gateway.container.db.prisma.budgetPeriod.findFirstOrThrow({
      where: { budgetId: budgetId ?? "" },
    });
    expect(period.settledNanoUsd).toBe(450_000n);
  });

  it("streams the provider's frames, with usage only for those who asked", async () => {
    const { key } = await gateway.addKey();
    const plain = await (await gateway.chat(key, { ...question, stream: true })).text();
    expect(plain).toContain("data: [DONE]\n\n");
    expect(plain).not.toContain('"usage":{');
    expect(upstream.calls[0]?.body["stream_options"]).toEqual({ include_usage: true });
    const asked = await (
      await gateway.chat(key, { ...question, stream: true, stream_options: { include_usage: true } })
    ).text();
    expect(asked.match(/\[DONE\]/g)).toHaveLength(1);
    expect(asked).toContain('"choices":[],"usage":{"prompt_tokens":1000');
  });

  it("fails over to the next provider before the first byte, and says so", async () => {
    const broken = await startFakeUpstream();
    await gateway.addConnection({ slug: "broken", baseUrl: broken.baseUrl, priority: 1 });
    broken.respond(failWith(500));
    const { key } = await gateway.addKey();
    const reply = await gateway.chat(key, question, { "x-gateway-include": "metadata" });
    const body = await reply.json();
    expect(reply.headers.get("x-gateway-attempts")).toBe("2");
    expect(body.gateway).toMatchObject({
      provider: "openai",
      cost_usd: cost,
      budget_remaining_usd: null,
      attempts: [
        { provider: "broken", status: "failed", error: "upstream_error", http_status: 500, cost_usd: "0" },
        { provider: "openai", status: "success", http_status: 200, cost_usd: cost },
      ],
    });
    await broken.close();
  });

  it("shows a model under every name a request may use", async () => {
    const { key } = await gateway.addKey();
    const show = (id: string) => fetch(`${gateway.url}/v1/models/${id}`, { headers: { "x-api-key": key } });
    expect(await (await show("openai/gpt-4o-mini")).json()).toMatchObject({
      id: "openai/gpt-4o-mini",
      object: "model",
      owned_by: "openai",
    });
    expect((await show("nobody/gpt-4o-mini")).status).toBe(404);
  });

  it("stops a key at its budget with 402, and never a nano-dollar later", async () => {
    const { key, budgetId } = await gateway.addKey({ budgetUsd: "0.001" });
    const statuses: number[] = [];
    for (let call = 0; call < 5; call++)
      statuses.push((await gateway.chat(key, { ...question, max_tokens: 500 })).status);
    expect(statuses).toContain(200);
    expect(statuses.at(-1)).toBe(402);
    await gateway.container.management.flushLedger();
    const period = await gateway.container.db.prisma.budgetPeriod.findFirstOrThrow({
      where: { budgetId: budgetId ?? "" },
    });
    expect(period.settledNanoUsd).toBeLessThanOrEqual(1_000_000n);
    expect(period.heldNanoUsd).toBe(0n);
  });

  it("refuses more requests at a time than the key may have running, and counts them down again", async () => {
    const { key } = await gateway.addKey({ maxConcurrent: 2 });
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    upstream.respond(async (call, response) => {
      await opened;
      answerChat(call, response);
    });
    const running = [gateway.chat(key, question), gateway.chat(key, question)];
    await expect.poll(() => upstream.calls.length).toBe(2);
    const refused = await gateway.chat(key, question);
    expect([refused.status, (await refused.json()).error.code]).toEqual([429, "concurrency_limit_exceeded"]);
    open();
    for (const reply of await Promise.all(running)) expect(reply.status).toBe(200);
    expect((await gateway.chat(key, question)).status).toBe(200);
  });

  it("says what is left of the requests per minute, and refuses the one too many with the time to wait", async () => {
    const { key } = await gateway.addKey({ requestsPerMinute: 2 });
    const first = await gateway.chat(key, question);
    expect(first.headers.get("x-ratelimit-limit-requests")).toBe("2");
    expect(first.headers.get("x-ratelimit-remaining-requests")).toBe("1");
    await gateway.chat(key, question);
    const refused = await gateway.chat(key, question);
    expect([refused.status, (await refused.json()).error.code]).toEqual([429, "rate_limit_exceeded"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("x-ratelimit-limit-requests")).toBe("2");
    expect(refused.headers.get("x-ratelimit-remaining-requests")).toBe("0");
  });

  it("says what is left of the limit with a failure, too", async () => {
    const { key } = await gateway.addKey({ requestsPerMinute: 5 });
    const reply = await gateway.chat(key, { ...question, model: "no-such-model" });
    expect([reply.status, reply.headers.get("x-ratelimit-remaining-requests")]).toEqual([404, "4"]);
  });
});
