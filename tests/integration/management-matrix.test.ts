import { beforeAll, describe, expect, it } from "vitest";
import { newGatewayKey } from "#lib/core/gateway-key.ts";
import { newId } from "#lib/core/ids.ts";
import type { OperationInfo } from "#lib/management/operation.ts";
import { operations } from "#lib/management/operations.ts";
import { hasRole, type Role, roles } from "#lib/management/roles.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { type Answer, type Installation, installation, join, type Person, register } from "./management-support.ts";

const guarded = operations.map(({ info }) => info).filter(({ access }) => access !== "guest");
const ofOrganizations = guarded.filter(({ access }) => access !== "user");
/** But for setting a price: it is named by words that everybody may use, and then it is one's own. */
const byId = ofOrganizations.filter(({ path, id }) => path.includes("{") && id !== "setPrice");
const writes = guarded.filter(({ method }) => method === "POST" || method === "PUT");

/** Ids that exist nowhere, one a prefix, so that bodies and paths have the right look. */
const nowhere: Readonly<Record<string, string>> = {
  id: newId("key"),
  ruleId: newId("rul"),
  provider: "openai",
  model: "none",
};

function target({ method, path }: OperationInfo, ids: Readonly<Record<string, string>> = nowhere): string {
  return `${method} ${path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "")}`;
}

function bodyOf({ method }: OperationInfo, body: object = {}): { readonly body?: object } {
  return method === "POST" || method === "PUT" ? { body } : {};
}

describeEachDatabase("the routes of /api", (current) => {
  let gateway: Installation;
  const people = new Map<Role, Person>();

  beforeAll(async () => {
    gateway = installation(current());
    const owner = await register(gateway.call);
    people.set("owner", owner);
    for (const role of roles.filter((name) => name !== "owner"))
      people.set(role, await join(gateway.call, owner, role));
  });

  describe.each(guarded.map((info) => ({ name: `${info.method} ${info.path}`, info })))("$name", ({ info }) => {
    it("K11 is closed to nobody in particular, to guesses and to gateway keys", async () => {
      for (const token of [undefined, "gwm_nonsense", newGatewayKey("gwm_"), newGatewayKey("gw_")]) {
        const sent = { ...bodyOf(info), ...(token === undefined ? {} : { token }) };
        const answer = await gateway.call(target(info), sent);
        expect(answer).toMatchObject({ status: 401, json: { error: { code: "unauthenticated" } } });
        expect(answer.headers.get("cache-control")).toBe("no-store");
      }
    });

    it("is open to the roles that may, and answers 403 to the others before it reads what they sent", async () => {
      for (const [role, { token }] of people) {
        if (info.id === "logout") continue;
        const answer = await gateway.call(target(info), { token, ...bodyOf(info) });
        const may = info.access === "user" || info.access === "guest" || hasRole(role, info.access);
        expect({ role, isForbidden: answer.status === 403 }).toEqual({ role, isForbidden: !may });
        if (!may) expect(answer.json.error.code).toBe("forbidden");
        expect(answer.status).not.toBe(401);
        expect(answer.status).toBeLessThan(500);
      }
    });
  });

  it.each(writes.map((info) => ({ name: `${info.method} ${info.path}`, info })))(
    "T2 $name refuses fields that it does not know",
    async ({ info }) => {
      const token = people.get("owner")?.token ?? "";
      for (const field of ["isAdmin", "organizationId", "__proto__"]) {
        const answer = await gateway.call(target(info), { token, text: `{"${field}":{"x":1}}` });
        expect(answer).toMatchObject({ status: 400, json: { error: { code: "invalid_request", param: field } } });
      }
      expect(Reflect.get({}, "x")).toBeUndefined();
    },
  );

  it.each(ofOrganizations.filter(({ method }) => method === "GET").map((info) => ({ name: info.path, info })))(
    "T4 GET $name refuses filters that say nothing, twice or by operators",
    async ({ info }) => {
      const token = people.get("owner")?.token ?? "";
      for (const query of ["id[]=x", "keyId[not]=x", "limit=", "from=", "where=1", "limit=1&limit=2"]) {
        const answer = await gateway.call(`${target(info)}?${query}`, { token });
        expect(answer, query).toMatchObject({ status: 400, json: { error: { code: "invalid_request" } } });
      }
    },
  );

  it("T1 another organization's objects are answered exactly like objects that never existed", async () => {
    const ids = await objectsOf(gateway, people.get("owner") ?? stranger());
    const outsider = await register(gateway.call, "Mallory");
    for (const info of byId) {
      const sent = { token: outsider.token, ...bodyOf(info, validBodies[info.id]) };
      const missing = await gateway.call(target(info), sent);
      const foreign = await gateway.call(target(info, ids[info.path] ?? {}), sent);
      expect({ id: info.id, status: foreign.status, body: foreign.json }).toEqual({
        id: info.id,
        status: 404,
        body: missing.json,
      });
    }
    const headers = { "x-organization": people.get("owner")?.organizationId ?? "" };
    const chosen = await gateway.call("GET /api/keys", { token: outsider.token, headers });
    const random = await gateway.call("GET /api/keys", {
      token: outsider.token,
      headers: { "x-organization": newId("org") },
    });
    expect([chosen.status, chosen.json]).toEqual([404, random.json]);
  });

  it("T1 lists of one organization hold nothing of another", async () => {
    await objectsOf(gateway, people.get("owner") ?? stranger());
    const outsider = await register(gateway.call, "Mallory");
    const lists = ofOrganizations.filter(({ method, path }) => method === "GET" && !path.includes("{"));
    const skipped = new Set(["listModels", "getModelStats", "exportLogs", "getDatabaseReport"]);
    for (const info of lists.filter(({ id }) => !skipped.has(id))) {
      const { status, text } = await gateway.call(target(info), { token: outsider.token });
      expect(status).toBe(200);
      for (const canary of ["canary", people.get("owner")?.organizationId, people.get("owner")?.userId]) {
        expect(text, info.id).not.toContain(canary);
      }
    }
  });

  it("a token with the scope read only reads, and acts in its own organization only", async () => {
    const owner = people.get("owner") ?? stranger();
    const { json } = await gateway.call("POST /api/tokens", {
      token: owner.token,
      body: { name: "Reader", scopes: ["read"] },
    });
    expect((await gateway.call("GET /api/keys", { token: json.token })).status).toBe(200);
    for (const info of guarded.filter(({ method }) => method !== "GET")) {
      const answer = await gateway.call(target(info), { token: json.token, ...bodyOf(info) });
      expect({ id: info.id, status: answer.status }).toEqual({ id: info.id, status: 403 });
    }
    const other = await gateway.call("POST /api/organizations", { token: owner.token, body: { name: "Second" } });
    const headers = { "x-organization": other.json.id };
    expect((await gateway.call("GET /api/keys", { token: owner.token, headers })).status).toBe(200);
    expect((await gateway.call("GET /api/keys", { token: json.token, headers })).status).toBe(404);
  });

  it("T3 members change nothing above their own: no budget, no role, no last owner", async () => {
    const { call } = gateway;
    const owner = await register(call);
    const member = await join(call, owner, "member");
    const admin = await join(call, owner, "admin");
    const refused = async (answer: Promise<Answer>) => expect((await answer).json.error.code).toBe("forbidden");

    const key = await call("POST /api/keys", { token: member.token, body: { name: "Mine", budgetUsd: "5" } });
    const keyPath = `PUT /api/keys/${key.json.id}`;
    await refused(call(keyPath, { token: member.token, body: { budgetUsd: "5.000000001" } }));
    await refused(call(keyPath, { token: member.token, body: { budgetUsd: null } }));
    await refused(call(keyPath, { token: member.token, body: { budgetPeriod: "hour" } }));
    expect((await call(keyPath, { token: member.token, body: { budgetUsd: "4" } })).json.budgetUsd).toBe("4");
    const others = await call("POST /api/keys", { token: owner.token, body: { name: "Theirs" } });
    await refused(call(`PUT /api/keys/${others.json.id}`, { token: member.token, body: { name: "Stolen" } }));
    await refused(call(`POST /api/keys/${others.json.id}/rotate`, { token: member.token, body: {} }));
    await refused(call(`DELETE /api/keys/${others.json.id}`, { token: member.token }));

    const { data } = (await call("GET /api/members", { token: owner.token })).json;
    const rowOf = (person: Person) => data.find(({ userId }: { userId: string }) => userId === person.userId).id;
    await refused(call(`PUT /api/members/${rowOf(member)}`, { token: member.token, body: { role: "owner" } }));
    await refused(call(`PUT /api/members/${rowOf(owner)}`, { token: admin.token, body: { role: "viewer" } }));
    await refused(call(`PUT /api/members/${rowOf(admin)}`, { token: admin.token, body: { role: "owner" } }));
    await refused(call("POST /api/invites", { token: admin.token, body: { email: "x@gateway.test", role: "owner" } }));
    await refused(call(`DELETE /api/members/${rowOf(owner)}`, { token: owner.token }));
    await refused(call(`PUT /api/members/${rowOf(owner)}`, { token: owner.token, body: { role: "admin" } }));
    await refused(call(`DELETE /api/members/${rowOf(admin)}`, { token: member.token }));

    expect((await call(`DELETE /api/members/${rowOf(member)}`, { token: admin.token })).status).toBe(204);
    expect((await call("GET /api/keys", { token: member.token })).status).toBe(401);
    expect((await call(`GET /api/keys/${key.json.id}`, { token: owner.token })).json.enabled).toBe(false);
  });
});

/** Bodies with which each operation would succeed on an object of one's own. */
const validBodies: Readonly<Record<string, object>> = {
  updateProvider: { name: "Taken" },
  updateRouter: { name: "Taken" },
  explainRouter: { body: { model: "canary", messages: [] } },
  createRule: { priority: 1, models: ["*"], providerId: newId("con") },
  updateRule: { priority: 9 },
  updateKey: { name: "Taken" },
  rotateKey: { overlapSeconds: 0 },
  updateBudget: { limitUsd: "9" },
  updateMember: { role: "viewer" },
  setPrice: { inputUsdPerMtok: "0" },
};

/** One object of each kind, named so that a leak is seen, and its ids by the path that names it. */
async function objectsOf(
  { call, database }: Installation,
  owner: Person,
): Promise<Record<string, Record<string, string>>> {
  const make = async (path: string, body: object) => {
    const { status, json, text } = await call(`POST ${path}`, { token: owner.token, body });
    if (status !== 201) throw new Error(text);
    return json.id as string;
  };
  const suffix = newId("run").toLowerCase().slice(-6);
  const provider = await make("/api/providers", {
    name: `canary ${suffix}`,
    kind: "openai",
    apiKey: "sk-canary-0123456789",
  });
  const router = await make("/api/routers", { name: `canary ${suffix}` });
  const rule = await make(`/api/routers/${router}/rules`, { priority: 1, models: ["canary"], providerId: provider });
  const key = await make("/api/keys", { name: "canary", routerId: router, budgetUsd: "1" });
  const budget = await make("/api/budgets", { scope: "key", scopeId: key, limitUsd: "2" });
  const invite = await make("/api/invites", { email: `canary-${suffix}@gateway.test`, role: "viewer" });
  const token = await make("/api/tokens", { name: "canary" });
  await call("PUT /api/user-models/prices/openai/canary", {
    token: owner.token,
    body: { inputUsdPerMtok: "1", outputUsdPerMtok: "1" },
  });
  const member = await database.prisma.membership.findFirstOrThrow({ where: { userId: owner.userId } });
  const log = newId("req");
  await database.prisma.request.create({ data: logRow(log, owner.organizationId) });
  return {
    "/api/providers/{id}": { id: provider },
    "/api/providers/{id}/test": { id: provider },
    "/api/providers/{id}/sync": { id: provider },
    "/api/routers/{id}": { id: router },
    "/api/routers/{id}/explain": { id: router },
    "/api/routers/{id}/rules": { id: router },
    "/api/routers/{id}/rules/{ruleId}": { id: router, ruleId: rule },
    "/api/keys/{id}": { id: key },
    "/api/keys/{id}/rotate": { id: key },
    "/api/budgets/{id}": { id: budget },
    "/api/invites/{id}": { id: invite },
    "/api/tokens/{id}": { id: token },
    "/api/members/{id}": { id: member.id },
    "/api/logs/{id}": { id: log },
    "/api/user-models/prices/{provider}/{model}": { provider: "openai", model: "canary" },
  };
}

function logRow(id: string, organizationId: string) {
  return {
    id,
    organizationId,
    endpoint: "chat/completions",
    dialect: "openai-chat",
    requestedModel: "canary",
    status: "success",
    httpStatus: 200,
    stream: false,
    latencyMs: 10,
    attemptCount: 1,
    usageSource: "provider",
    createdAt: new Date(),
  };
}

function stranger(): never {
  throw new Error("There is nobody with this role.");
}
