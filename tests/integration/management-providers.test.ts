import { beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "../support/databases.ts";
import { type Installation, installation, type Person, register, type Sent } from "./management-support.ts";

const secret = "sk-canary-0123456789-wxyz";

describeEachDatabase("providers", (current) => {
  let gateway: Installation;
  let owner: Person;
  const call = (request: string, body?: Sent["body"]) =>
    gateway.call(request, { token: owner.token, ...(body === undefined ? {} : { body }) });

  beforeAll(async () => {
    gateway = installation(current());
    owner = await register(gateway.call);
  });

  it("are connected, listed, changed and disconnected", async () => {
    const made = await call("POST /api/providers", { name: "Open AI!", kind: "openai", apiKey: secret, priority: 5 });
    expect(made).toMatchObject({
      status: 201,
      json: { slug: "open-ai", baseUrl: "https://api.openai.com/v1", apiKeyHint: "wxyz", enabled: true, priority: 5 },
    });
    const path = `/api/providers/${made.json.id}`;
    expect((await call(`GET ${path}`)).json).toEqual(made.json);
    const changed = await call(`PUT ${path}`, {
      name: "Other",
      enabled: false,
      headers: { "X-Team": "search" },
      timeouts: { idleMs: 5000 },
      models: ["gpt-4o-mini"],
    });
    expect(changed.json).toMatchObject({
      name: "Other",
      slug: "open-ai",
      enabled: false,
      headers: { "x-team": "search" },
      timeouts: { idleMs: 5000 },
      apiKeyHint: "wxyz",
    });
    expect((await call("GET /api/providers")).json.data).toContainEqual(changed.json);
    expect((await call(`DELETE ${path}`)).status).toBe(204);
    expect((await call(`GET ${path}`)).status).toBe(404);
  });

  it("W9 show their key in no answer, no audit entry and no column", async () => {
    const made = await call("POST /api/providers", { name: "Sealed", kind: "openai", apiKeys: [secret, `${secret}2`] });
    expect(made.json).toMatchObject({ apiKeyHints: ["wxyz", "xyz2"] });
    const path = `/api/providers/${made.json.id}`;
    const answers = [
      made,
      await call(`GET ${path}`),
      await call(`PUT ${path}`, { apiKey: `${secret}3` }),
      await call("GET /api/providers"),
      await call("GET /api/audit"),
      await call("POST /api/providers", { name: "Bad", kind: "openai", apiKey: secret, baseUrl: "http://x" }),
    ];
    for (const { text } of answers) expect(text).not.toContain("canary");
    const rows = await gateway.database.prisma.credential.findMany();
    expect(JSON.stringify(rows)).not.toContain("canary");
  });

  it("S5 keep a key for the origin it was given for", async () => {
    const made = await call("POST /api/providers", {
      name: "Moving",
      kind: "openai-compatible",
      apiKey: secret,
      baseUrl: "https://one.gateway-tests.dev/v1",
    });
    const path = `PUT /api/providers/${made.json.id}`;
    expect((await call(path, { baseUrl: "https://one.gateway-tests.dev/v2" })).json.baseUrl).toBe(
      "https://one.gateway-tests.dev/v2",
    );
    expect((await call(path, { baseUrl: "https://two.gateway-tests.dev/v1" })).json.error).toMatchObject({
      code: "key_required_for_new_base_url",
      param: "apiKey",
    });
    expect((await call(path, { baseUrl: "https://two.gateway-tests.dev/v1", apiKey: secret })).status).toBe(200);

    const { prisma } = gateway.database;
    const credential = await prisma.credential.findFirstOrThrow({ where: { connectionId: made.json.id } });
    const { wrappedDataKey } = await prisma.organization.findUniqueOrThrow({ where: { id: owner.organizationId } });
    const binding = {
      organizationId: owner.organizationId,
      connectionId: made.json.id,
      credentialId: credential.id,
      kind: "openai-compatible",
      field: "apiKey",
    };
    const { sealer } = gateway.services;
    expect(
      sealer.open(wrappedDataKey, credential.sealed, { ...binding, origin: "https://two.gateway-tests.dev" }).reveal(),
    ).toBe(secret);
    expect(() =>
      sealer.open(wrappedDataKey, credential.sealed, { ...binding, origin: "https://one.gateway-tests.dev" }),
    ).toThrow();
  });

  it.each([
    "http://api.openai.com/v1",
    "https://127.0.0.1/v1",
    "https://[::ffff:169.254.169.254]/v1",
    "https://metadata.google.internal/v1",
    "https://user:pw@api.openai.com/v1",
    "https://api.openai.com:6379/v1",
    "https://api.openai.com/v1#x",
    "https://10.0.0.1.nip.io/v1",
    "https://simulator.invalid/v1",
  ])("S1, S4 are not kept at %s, neither at first nor later", async (baseUrl) => {
    const refusal = { status: 400, json: { error: { code: "base_url_not_allowed", param: "baseUrl" } } };
    const body = { name: "Inside", kind: "openai-compatible", apiKey: secret };
    expect(await call("POST /api/providers", { ...body, baseUrl })).toMatchObject(refusal);
    const made = await call("POST /api/providers", { ...body, baseUrl: "https://fine.gateway-tests.dev/v1" });
    expect(await call(`PUT /api/providers/${made.json.id}`, { baseUrl, apiKey: secret })).toMatchObject(refusal);
  });

  it("S8 live on private addresses once the operator allows it, metadata services never", async () => {
    const allowed = installation(current(), { allowPrivateUpstreams: true });
    const person = await register(allowed.call);
    const connect = (baseUrl?: string) =>
      allowed.call("POST /api/providers", {
        token: person.token,
        body: { name: "Local", kind: "ollama", ...(baseUrl && { baseUrl }) },
      });
    expect((await connect()).json).toMatchObject({ baseUrl: "http://127.0.0.1:11434/v1", apiKeyHint: null });
    expect((await connect("http://169.254.169.254/latest")).json.error.code).toBe("base_url_not_allowed");
    const local = await call("POST /api/providers", { name: "Local", kind: "ollama" });
    expect(local.json.error.message).toContain("ALLOW_PRIVATE_UPSTREAMS");
  });

  it.each([
    [{ name: "No key", kind: "openai" }, "invalid_request", "apiKey"],
    [{ name: "No kind", kind: "nothing", apiKey: secret }, "invalid_request", "kind"],
    [{ name: "No URL", kind: "openai-compatible", apiKey: secret }, "invalid_request", "baseUrl"],
    [{ name: "Both", kind: "openai", apiKey: secret, apiKeys: [secret] }, "invalid_request", "apiKeys"],
    [{ name: "", kind: "openai", apiKey: secret }, "out_of_range", "name"],
    [{ kind: "openai", apiKey: secret }, "invalid_request", "name"],
    [{ name: 5, kind: "openai", apiKey: secret }, "invalid_type", "name"],
    [{ name: "x", kind: "openai", apiKey: `${secret}\r\nx: y` }, "invalid_request", "apiKey"],
    [{ name: "x", kind: "openai", apiKey: secret, priority: 1.5 }, "invalid_type", "priority"],
    [
      { name: "x", kind: "openai", apiKey: secret, headers: { Authorization: "x" } },
      "invalid_request",
      "headers.Authorization",
    ],
    [{ name: "x", kind: "openai", apiKey: secret, headers: { a: "b\nc" } }, "invalid_request", "headers.a"],
    [{ name: "x", kind: "openai", apiKey: secret, timeouts: { idleMs: 0 } }, "out_of_range", "timeouts.idleMs"],
    [{ name: "x", kind: "openai", apiKey: secret, timeouts: { idle: 5 } }, "invalid_request", "timeouts.idle"],
    [{ name: "x", kind: "openai", apiKey: secret, models: ["a?b"] }, "invalid_request", "models[0]"],
    [{ name: "x", kind: "openai", apiKey: secret, slug: "Not A Slug" }, "invalid_request", "slug"],
  ])("refuse %j with %s and name %s", async (body, code, param) => {
    expect(await call("POST /api/providers", body)).toMatchObject({ status: 400, json: { error: { code, param } } });
  });

  it("have slugs that are their own within the organization", async () => {
    const body = { name: "Same name", kind: "simulator" };
    expect((await call("POST /api/providers", body)).json.slug).toBe("same-name");
    expect((await call("POST /api/providers", body)).json.slug).toBe("same-name-2");
    expect((await call("POST /api/providers", { ...body, slug: "same-name" })).json.error).toMatchObject({
      code: "conflict",
      param: "slug",
    });
    const other = await register(gateway.call);
    expect((await gateway.call("POST /api/providers", { token: other.token, body })).json.slug).toBe("same-name");
  });

  it("are probed and synced by real calls", async () => {
    const made = await call("POST /api/providers", { name: "Synced", kind: "simulator" });
    const path = `/api/providers/${made.json.id}`;
    expect((await call(`POST ${path}/test`)).json).toEqual({ ok: true, latencyMs: 12 });
    expect(gateway.provider.probed.at(-1)).toEqual({ organizationId: owner.organizationId, id: made.json.id });
    gateway.provider.models = ["a", "b", "c", "c"];
    expect((await call(`POST ${path}/sync`)).json).toEqual({ added: 3, removed: 0, total: 3 });
    gateway.provider.models = ["b", "d"];
    expect((await call(`POST ${path}/sync`)).json).toEqual({ added: 1, removed: 2, total: 2 });
    expect((await call(`GET ${path}`)).json.syncedModelCount).toBe(2);
  });
});

describeEachDatabase("routers and rules", (current) => {
  let gateway: Installation;
  let owner: Person;
  let providerId: string;
  const call = (request: string, body?: Sent["body"]) =>
    gateway.call(request, { token: owner.token, ...(body === undefined ? {} : { body }) });

  beforeAll(async () => {
    gateway = installation(current());
    owner = await register(gateway.call);
    providerId = (await call("POST /api/providers", { name: "Simulator", kind: "simulator" })).json.id;
  });

  it("are made, read with their rules in order, changed and deleted", async () => {
    const router = await call("POST /api/routers", {
      name: "Main",
      strategy: "cheapest",
      retries: 2,
      cache: { enabled: true, ttlSeconds: 60 },
      fallbackOn: ["upstream_timeout"],
    });
    expect(router).toMatchObject({
      status: 201,
      json: { slug: "main", strategy: "cheapest", rules: [], ruleCount: 0 },
    });
    const path = `/api/routers/${router.json.id}`;
    const second = await call(`POST ${path}/rules`, { priority: 20, models: ["*"], providerId });
    const first = await call(`POST ${path}/rules`, {
      priority: 10,
      models: ["gpt-4o-mini", "claude-*"],
      when: {
        metadata: { team: "search" },
        endpoint: "chat/completions",
        minInputTokens: 10,
        maxInputTokens: 20,
        stream: true,
      },
      providerId,
      targetModel: "gpt-4o",
      weight: 3,
      timeouts: { totalMs: 1000 },
      retries: 0,
    });
    expect(first).toMatchObject({ status: 201, json: { provider: "simulator", weight: 3, enabled: true } });
    const read = await call(`GET ${path}`);
    expect(read.json.rules).toEqual([first.json, second.json]);

    const moved = await call(`PUT ${path}/rules/${first.json.id}`, {
      priority: 30,
      targetModel: null,
      when: {},
      enabled: false,
    });
    expect(moved.json).toMatchObject({ priority: 30, targetModel: null, when: {}, enabled: false, weight: 3 });
    expect((await call(`GET ${path}`)).json.rules.map(({ id }: { id: string }) => id)).toEqual([
      second.json.id,
      first.json.id,
    ]);
    expect((await call(`PUT ${path}`, { strategy: "fastest", retries: null })).json).toMatchObject({
      strategy: "fastest",
      retries: null,
      ruleCount: 2,
    });
    expect((await call(`DELETE ${path}/rules/${first.json.id}`)).status).toBe(204);
    expect((await call("GET /api/routers")).json.data[0]).toMatchObject({ name: "Main", ruleCount: 1 });

    expect((await call(`DELETE /api/providers/${providerId}`)).json.error).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Main"),
    });
    const key = await call("POST /api/keys", { name: "Uses it", routerId: router.json.id });
    expect((await call(`DELETE ${path}`)).json.error).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Uses it"),
    });
    expect((await call(`DELETE /api/keys/${key.json.id}`)).status).toBe(204);
    expect((await call("PUT /api/settings", { defaultRouterId: router.json.id })).status).toBe(200);
    expect((await call(`DELETE ${path}`)).status).toBe(204);
    expect((await call("GET /api/settings")).json.defaultRouterId).toBeNull();
    expect((await call(`GET ${path}`)).status).toBe(404);
  });

  it("T1 point at nothing of another organization, not even at its existence", async () => {
    const other = await register(gateway.call);
    const foreign = await gateway.call("POST /api/providers", {
      token: other.token,
      body: { name: "Theirs", kind: "simulator" },
    });
    const foreignRouter = await gateway.call("POST /api/routers", { token: other.token, body: { name: "Theirs" } });
    const router = await call("POST /api/routers", { name: "Mine" });
    const rule = (id: string) =>
      call(`POST /api/routers/${router.json.id}/rules`, { priority: 1, models: ["*"], providerId: id });
    const [theirs, nothing] = [await rule(foreign.json.id), await rule("con_nothing")];
    expect([theirs.status, theirs.json]).toEqual([404, nothing.json]);
    const key = (routerId: string) => call("POST /api/keys", { name: "x", routerId });
    const [stolen, missing] = [await key(foreignRouter.json.id), await key("rtr_nothing")];
    expect([stolen.status, stolen.json]).toEqual([404, missing.json]);
    expect((await call("PUT /api/settings", { defaultRouterId: foreignRouter.json.id })).status).toBe(404);
  });

  it.each([
    [{ priority: -1, models: ["*"] }, "out_of_range", "priority"],
    [{ priority: 1, models: [] }, "out_of_range", "models"],
    [{ priority: 1, models: ["a b"] }, "invalid_request", "models[0]"],
    [{ priority: 1, models: ["*"], weight: -1 }, "out_of_range", "weight"],
    [{ priority: 1, models: ["*"], when: { minInputTokens: 5, maxInputTokens: 4 } }, "invalid_request", "when"],
    [{ priority: 1, models: ["*"], when: { tenant: "x" } }, "invalid_request", "when.tenant"],
    [{ priority: 1, models: ["*"], when: { stream: "yes" } }, "invalid_type", "when.stream"],
  ])("refuse the rule %j with %s and name %s", async (rule, code, param) => {
    const router = await call("POST /api/routers", { name: "Strict" });
    const answer = await call(`POST /api/routers/${router.json.id}/rules`, { providerId, ...rule });
    expect(answer).toMatchObject({ status: 400, json: { error: { code, param } } });
  });
});
