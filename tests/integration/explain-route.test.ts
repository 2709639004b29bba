import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import type { ManagementContext } from "#lib/management/context.ts";
import { explainRouter } from "#lib/management/routers/explain-router.ts";
import { createTestDatabase, type TestDatabase } from "../support/databases.ts";
import { type FakeUpstream, failWith, startFakeUpstream } from "../support/fake-upstream.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

const body = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hi" }], max_tokens: 100 };

describe("the explanation of a route", () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let upstream: FakeUpstream;
  let context: ManagementContext;
  let routerId: string;
  let key: string;

  beforeAll(async () => {
    database = await createTestDatabase("embedded");
    gateway = await startTestGateway(database);
    upstream = await startFakeUpstream();
    const { baseUrl } = upstream;
    const [on, off, dead] = await Promise.all([
      gateway.addConnection({ slug: "on", baseUrl }),
      gateway.addConnection({ slug: "off", baseUrl, enabled: false }),
      gateway.addConnection({ slug: "dead", baseUrl: "http://127.0.0.1:1/v1" }),
    ]);
    routerId = await gateway.addRouter(
      [
        { models: ["*"], providerId: off.id },
        { models: ["*"], providerId: dead.id, targetModel: "gpt-4o" },
        { models: ["gpt-*"], providerId: on.id },
        { models: ["*"], providerId: on.id, conditions: { stream: true } },
      ],
      { strategy: "cheapest" },
    );
    key = (await gateway.addKey({ routerId, budgetUsd: "1" })).key;
    const { organizationId, container } = gateway;
    context = {
      db: container.db.prisma,
      services: container.management,
      actor: {
        userId: "usr",
        via: "session",
        tokenId: "ses",
        scopes: ["read", "write"],
        organizationId,
        role: "viewer",
      },
    };
  });
  afterAll(async () => {
    await gateway.close();
    await upstream.close();
    await database.drop();
  });

  const reasons = (candidates: readonly { provider: string | null; kept: boolean; reason: string }[]) =>
    candidates.map(({ provider, kept, reason }) => [provider, kept, reason]);
  const explain = async () => (await explainRouter(context, { id: routerId, body })).candidates;

  it("tells a person in order what would be tried, at what cost, and what would not be", async () => {
    const candidates = await explain();
    expect(reasons(candidates)).toEqual([
      ["on", true, expect.stringMatching(/^costs at most \$0\.000/)],
      ["dead", true, expect.stringMatching(/^costs at most \$0\.00/)],
      ["on", false, "its rule is for streams"],
      ["off", false, "the provider is disabled"],
    ]);
    const [cheap, dear] = candidates;
    expect(Number(cheap?.expectedCostUsd)).toBeLessThanOrEqual(Number(cheap?.worstCaseCostUsd));
    expect(Number(cheap?.worstCaseCostUsd)).toBeLessThan(Number(dear?.worstCaseCostUsd));
  });

  it("tells a key's owner the same, and neither sends nor spends anything", async () => {
    const reply = await fetch(`${gateway.url}/v1/route/explain`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(reply.status).toBe(200);
    expect(reasons((await reply.json()).candidates)).toEqual(reasons(await explain()));
    expect(upstream.calls).toHaveLength(0);
    expect(await gateway.container.db.prisma.request.count()).toBe(0);
    expect(await gateway.container.db.prisma.hold.count()).toBe(0);
  });

  it("knows what the last requests told of the targets", async () => {
    upstream.respond(failWith(500));
    for (let request = 0; request < 5; request++) await gateway.chat(key, body);
    const candidates = reasons(await explain());
    expect(candidates).toContainEqual([expect.any(String), false, expect.stringMatching(/^out after failures/)]);
  });

  it("knows no router of another organization, and names a field that is wrong", async () => {
    await expect(explainRouter(context, { id: newId("rtr"), body })).rejects.toMatchObject({ code: "not_found" });
    const wrong = explainRouter(context, { id: routerId, body: { model: 1 } });
    await expect(wrong).rejects.toMatchObject({ code: "invalid_type", options: { param: "model" } });
  });
});
