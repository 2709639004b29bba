import { beforeAll, describe, expect, it } from "vitest";
import { periodStart } from "#lib/core/budget-period.ts";
import { isWellFormedKey } from "#lib/core/gateway-key.ts";
import { newId } from "#lib/core/ids.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { type Installation, installation, join, type Person, register, type Sent } from "./management-support.ts";

describeEachDatabase("keys and budgets", (current) => {
  let gateway: Installation;
  let owner: Person;
  const call = (request: string, body?: Sent["body"]) =>
    gateway.call(request, { token: owner.token, ...(body === undefined ? {} : { body }) });
  const hashed = (hash: string) =>
    gateway.database.prisma.gatewayKey.findFirst({ where: { OR: [{ keyHash: hash }, { previousKeyHash: hash }] } });

  beforeAll(async () => {
    gateway = installation(current());
    owner = await register(gateway.call);
  });

  describe("a key", () => {
    it("is shown once, kept as a hash, and remembers what it was given", async () => {
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      const fields = {
        name: "App",
        allowedModels: ["gpt-4o-mini", "claude-*"],
        allowedEndpoints: ["chat/completions"],
        allowedIps: ["203.0.113.0/24", "2001:db8::1"],
        expiresAt,
        requestsPerMinute: 60,
        tokensPerMinute: 100000,
        maxConcurrent: 4,
        unknownPrice: "ceiling",
        affordableCap: false,
        logPayloads: true,
        metadata: { team: "search" },
        enabled: true,
      };
      const made = await call("POST /api/keys", fields);
      const { key, ...view } = made.json;
      expect(made).toMatchObject({ status: 201, json: { ...fields, userId: owner.userId, budgetUsd: null } });
      expect(isWellFormedKey(key, "gw_")).toBe(true);
      expect(view.hint).toBe(`gw_${key.slice(3, 7)}…${key.slice(-4)}`);
      expect(await call(`GET /api/keys/${view.id}`)).toMatchObject({ status: 200, json: view });
      expect(await hashed(gateway.services.keyHasher(key))).toMatchObject({ id: view.id });
      for (const path of [`/api/keys/${view.id}`, "/api/keys", "/api/audit"]) {
        expect((await call(`GET ${path}`)).text).not.toContain(key);
      }
      const changed = await call(`PUT /api/keys/${view.id}`, {
        requestsPerMinute: null,
        expiresAt: null,
        enabled: false,
      });
      expect(changed.json).toMatchObject({
        requestsPerMinute: null,
        expiresAt: null,
        enabled: false,
        maxConcurrent: 4,
      });
      expect((await call(`DELETE /api/keys/${view.id}`)).status).toBe(204);
      expect(await hashed(gateway.services.keyHasher(key))).toBeNull();
    });

    it("is replaced, and the one before works until the overlap ends", async () => {
      const made = await call("POST /api/keys", { name: "Rotated" });
      const { keyHasher } = gateway.services;
      const path = `POST /api/keys/${made.json.id}/rotate`;
      const next = await call(path, { overlapSeconds: 600 });
      expect(next.json.key).not.toBe(made.json.key);
      const overlapMs = Date.parse(next.json.previousKeyUntil) - gateway.clock.nowMs();
      expect(overlapMs).toBeGreaterThan(590_000);
      expect(overlapMs).toBeLessThanOrEqual(600_000);
      expect(await hashed(keyHasher(made.json.key))).toMatchObject({ previousKeyHash: keyHasher(made.json.key) });
      const last = await call(path, { overlapSeconds: 0 });
      expect(last.json.previousKeyUntil).toBeNull();
      for (const key of [made.json.key, next.json.key]) expect(await hashed(keyHasher(key))).toBeNull();
      expect((await call(path, { overlapSeconds: -1 })).json.error).toMatchObject({
        code: "out_of_range",
        param: "overlapSeconds",
      });
    });

    it.each([
      [{ name: "x", budgetUsd: "0" }, "out_of_range", "budgetUsd"],
      [{ name: "x", budgetUsd: "-1" }, "out_of_range", "budgetUsd"],
      [{ name: "x", budgetUsd: "9000000000.000000001" }, "out_of_range", "budgetUsd"],
      [{ name: "x", budgetUsd: "0.0000000001" }, "out_of_range", "budgetUsd"],
      [{ name: "x", budgetUsd: "1e3" }, "invalid_request", "budgetUsd"],
      [{ name: "x", budgetUsd: "" }, "invalid_request", "budgetUsd"],
      [{ name: "x", budgetUsd: 5 }, "invalid_type", "budgetUsd"],
      [{ name: "x", budgetPeriod: "day" }, "invalid_request", "budgetPeriod"],
      [{ name: "x", budgetUsd: "1", budgetPeriod: "year" }, "invalid_request", "budgetPeriod"],
      [{ name: "x", requestsPerMinute: 0 }, "out_of_range", "requestsPerMinute"],
      [{ name: "x", maxConcurrent: "4" }, "invalid_type", "maxConcurrent"],
      [{ name: "x", allowedIps: ["300.1.1.1"] }, "invalid_request", "allowedIps[0]"],
      [{ name: "x", allowedIps: ["10.0.0.0/33"] }, "invalid_request", "allowedIps[0]"],
      [{ name: "x", allowedEndpoints: ["admin"] }, "invalid_request", "allowedEndpoints[0]"],
      [{ name: "x", allowedModels: ["a/../b?c"] }, "invalid_request", "allowedModels[0]"],
      [{ name: "x", expiresAt: "2020-01-01T00:00:00Z" }, "out_of_range", "expiresAt"],
      [{ name: "x", expiresAt: "tomorrow" }, "invalid_request", "expiresAt"],
      [{ name: "x", unknownPrice: "maybe" }, "invalid_request", "unknownPrice"],
      [{ name: "x", metadata: { k: 1 } }, "invalid_type", "metadata.k"],
      [
        { name: "x", metadata: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`k${n}`, "v"])) },
        "invalid_request",
        "metadata",
      ],
      [{ name: "x\u0007" }, "invalid_request", "name"],
      [{ name: "x", spent: "0" }, "invalid_request", "spent"],
    ])("refuses %j with %s and names %s", async (body, code, param) => {
      expect(await call("POST /api/keys", body)).toMatchObject({ status: 400, json: { error: { code, param } } });
    });

    it("J11 keeps names that PostgreSQL could not, in a form that it can", async () => {
      const made = await call("POST /api/keys", { name: "half \ud800 pair", metadata: { k: "nul \u0000 byte" } });
      expect(made.json).toMatchObject({ name: "half \ufffd pair", metadata: { k: "nul \ufffd byte" } });
    });
  });

  describe("a key's own budget", () => {
    it("is made, changed and removed with the key's fields", async () => {
      const made = await call("POST /api/keys", { name: "Budgeted", budgetUsd: "12.500000001", budgetPeriod: "month" });
      expect(made.json).toMatchObject({
        budgetUsd: "12.500000001",
        budgetPeriod: "month",
        spentUsd: "0",
        heldUsd: "0",
        remainingUsd: "12.500000001",
      });
      const path = `PUT /api/keys/${made.json.id}`;
      const budgets = async () => (await call(`GET /api/budgets?scope=key&scopeId=${made.json.id}`)).json.data;
      expect(await budgets()).toMatchObject([
        { scope: "key", scopeId: made.json.id, limitUsd: "12.500000001", mode: "hard" },
      ]);
      expect((await call(path, { budgetUsd: "9000000000" })).json).toMatchObject({
        budgetUsd: "9000000000",
        budgetPeriod: "month",
      });
      expect((await call(path, { budgetPeriod: "total" })).json).toMatchObject({
        budgetPeriod: "total",
        resetsAt: null,
      });
      expect((await call(path, { name: "Same budget" })).json.budgetUsd).toBe("9000000000");
      expect((await call(path, { budgetUsd: null })).json).toMatchObject({
        budgetUsd: null,
        spentUsd: null,
        remainingUsd: null,
      });
      expect(await budgets()).toEqual([]);
      expect((await call(path, { budgetUsd: "1" })).json).toMatchObject({ budgetUsd: "1", budgetPeriod: "total" });
      await call("POST /api/budgets", { scope: "key", scopeId: made.json.id, limitUsd: "0.5", period: "day" });
      expect(await budgets()).toHaveLength(2);
      expect((await call(`GET /api/keys/${made.json.id}`)).json.budgetUsd).toBe("1");
      await call(`DELETE /api/keys/${made.json.id}`);
      expect(await budgets()).toEqual([]);
    });

    it("tells what is spent, held and left, to the last digit", async () => {
      const made = await call("POST /api/keys", { name: "Spending", budgetUsd: "1", budgetPeriod: "day" });
      const [budget] = (await call(`GET /api/budgets?scopeId=${made.json.id}`)).json.data;
      await gateway.database.prisma.budgetPeriod.create({
        data: {
          budgetId: budget.id,
          periodStart: periodStart("day", "UTC", gateway.clock.nowMs()),
          settledNanoUsd: 123_456_789n,
          heldNanoUsd: 1n,
          unconfirmedNanoUsd: 10n,
        },
      });
      const state = {
        spentUsd: "0.123456789",
        heldUsd: "0.000000001",
        unconfirmedUsd: "0.00000001",
        remainingUsd: "0.8765432",
      };
      expect((await call(`GET /api/keys/${made.json.id}`)).json).toMatchObject(state);
      expect((await call(`GET /api/budgets/${budget.id}`)).json).toMatchObject({
        ...state,
        periodStart: expect.stringMatching(/T00:00:00.000Z$/),
      });
      gateway.clock.advance(24 * 3_600_000);
      expect((await call(`GET /api/budgets/${budget.id}`)).json).toMatchObject({ spentUsd: "0", remainingUsd: "1" });
      gateway.clock.advance(-24 * 3_600_000);
    });
  });

  describe("a budget", () => {
    it("limits each scope, and only what exists", async () => {
      const provider = (await call("POST /api/providers", { name: "P", kind: "simulator" })).json.id;
      const router = (await call("POST /api/routers", { name: "R" })).json.id;
      const key = (await call("POST /api/keys", { name: "K" })).json.id;
      const subjects = {
        user: owner.userId,
        key,
        router,
        provider,
        model: "openai/gpt-4o-mini",
        organization: owner.organizationId,
      };
      for (const [scope, scopeId] of Object.entries(subjects)) {
        const made = await call("POST /api/budgets", { scope, scopeId, limitUsd: "10" });
        expect(made).toMatchObject({
          status: 201,
          json: { scope, scopeId, period: "total", timezone: "UTC", mode: "hard", alertAt: [0.5, 0.8, 1] },
        });
        if (scope === "model") continue;
        const missing = await call("POST /api/budgets", { scope, scopeId: newId("key"), limitUsd: "10" });
        expect(missing).toMatchObject({ status: 404, json: { error: { code: "not_found", param: "scopeId" } } });
      }
      expect((await call("POST /api/budgets", { scope: "organization", limitUsd: "10" })).json.scopeId).toBe(
        owner.organizationId,
      );
      expect((await call("POST /api/budgets", { scope: "key", limitUsd: "10" })).json.error.param).toBe("scopeId");
    });

    it("is changed and deleted, and keeps to zones and shares that make sense", async () => {
      const body = {
        scope: "organization",
        limitUsd: "5",
        period: "week",
        timezone: "Europe/Berlin",
        alertAt: [1, 0.5, 0.5],
        mode: "soft",
      };
      const made = await call("POST /api/budgets", body);
      expect(made.json).toMatchObject({ alertAt: [0.5, 1], mode: "soft", timezone: "Europe/Berlin" });
      expect(new Date(made.json.resetsAt).getTime()).toBeGreaterThan(gateway.clock.nowMs());
      const path = `/api/budgets/${made.json.id}`;
      expect((await call(`PUT ${path}`, { limitUsd: "6", mode: "hard", period: "month" })).json).toMatchObject({
        limitUsd: "6",
        mode: "hard",
        period: "month",
      });
      for (const [field, value] of Object.entries({
        timezone: "Mars/Base",
        alertAt: [0],
        limitUsd: "0",
        period: "year",
        scope: "key",
      })) {
        expect((await call(`PUT ${path}`, { [field]: value })).json.error.param, field).toMatch(
          new RegExp(`^${field}`),
        );
      }
      expect((await call(`DELETE ${path}`)).status).toBe(204);
      expect((await call(`GET ${path}`)).status).toBe(404);
    });
  });

  it("lists go on where the page before ended, without gaps or repetitions", async () => {
    const person = await register(gateway.call);
    const mine = (request: string, body?: Sent["body"]) =>
      gateway.call(request, { token: person.token, ...(body === undefined ? {} : { body }) });
    for (let index = 0; index < 7; index++) await mine("POST /api/keys", { name: `Key ${index}` });
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await mine(`GET /api/keys?limit=3${cursor === null ? "" : `&cursor=${cursor}`}`);
      names.push(...answer.json.data.map(({ name }: { name: string }) => name));
      cursor = answer.json.nextCursor;
    } while (cursor !== null);
    expect(names).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => `Key ${index}`));
    for (const bad of ["x", "%%%", "YzE6", "bm9wZQ"]) {
      const answer = await mine(`GET /api/keys?cursor=${encodeURIComponent(bad)}`);
      if (bad !== "YzE6") expect(answer.json.error).toMatchObject({ code: "invalid_request", param: "cursor" });
      expect(answer.status).toBeLessThan(500);
    }
    for (const limit of ["0", "201", "1.5", "x"])
      expect((await mine(`GET /api/keys?limit=${limit}`)).json.error.param).toBe("limit");
  });

  it("every change raises the organization's epoch, is told to the caches and stands in the audit log", async () => {
    const told: string[] = [];
    const watched = installation(current(), { changed: async (id) => void told.push(id) });
    const person = await register(watched.call, "Watcher");
    const epochOf = async () =>
      (await current().prisma.organization.findUniqueOrThrow({ where: { id: person.organizationId } })).epoch;
    const before = await epochOf();
    const made = await watched.call("POST /api/keys", { token: person.token, body: { name: "Audited" } });
    await watched.call(`PUT /api/keys/${made.json.id}`, { token: person.token, body: { enabled: false } });
    await watched.call(`PUT /api/keys/${made.json.id}`, { token: person.token, body: { enabled: "no" } });
    expect(await epochOf()).toBe(before + 2);
    expect(told).toEqual([person.organizationId, person.organizationId]);
    const { data } = (await watched.call("GET /api/audit?objectKind=key", { token: person.token })).json;
    expect(data).toMatchObject([
      {
        action: "key.update",
        userName: "Watcher",
        ip: "203.0.113.7",
        before: { enabled: true },
        after: { enabled: false },
      },
      { action: "key.create", objectId: made.json.id, before: null },
    ]);
  });

  it("members make keys of their own, viewers none", async () => {
    const member = await join(gateway.call, owner, "member");
    const viewer = await join(gateway.call, owner, "viewer");
    const made = await gateway.call("POST /api/keys", { token: member.token, body: { name: "Own" } });
    expect(made.json.userId).toBe(member.userId);
    expect((await gateway.call(`DELETE /api/keys/${made.json.id}`, { token: member.token })).status).toBe(204);
    expect((await gateway.call("POST /api/keys", { token: viewer.token, body: { name: "Own" } })).status).toBe(403);
  });
});
