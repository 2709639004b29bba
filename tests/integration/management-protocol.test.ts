import { encode } from "next-auth/jwt";
import { beforeAll, expect, it } from "vitest";
import { loadSecrets } from "#lib/db/secrets.ts";
import { startSession } from "#lib/management/auth/start-session.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { type Installation, installation, join, type Person, register } from "./management-support.ts";

const ownOrigin = { origin: "http://gateway.test" };

describeEachDatabase("the protocol of /api", (current) => {
  let gateway: Installation;
  let owner: Person;

  beforeAll(async () => {
    gateway = installation(current());
    owner = await register(gateway.call);
  });

  /** The cookie that signing in on the page would have set. */
  async function cookieOf({ userId }: Person): Promise<string> {
    const { sessionSecret } = await loadSecrets(current().env);
    const session = await startSession(gateway.guest, userId);
    return `next-auth.session-token=${await encode({ token: { sub: userId, ...session }, secret: sessionSecret.reveal() })}`;
  }

  it("W1 takes a session's changes from its own pages only", async () => {
    const cookie = await cookieOf(owner);
    const create = (headers: Record<string, string>) =>
      gateway.call("POST /api/keys", { headers: { cookie, ...headers }, body: { name: "From a page" } });
    for (const headers of [
      {},
      { origin: "null" },
      { origin: "https://evil.test" },
      { origin: "http://gateway.test.evil.test" },
      { ...ownOrigin, "sec-fetch-site": "cross-site" },
      { ...ownOrigin, "sec-fetch-site": "same-site" },
    ]) {
      expect(await create(headers)).toMatchObject({ status: 403, json: { error: { code: "bad_origin" } } });
    }
    expect((await create(ownOrigin)).status).toBe(201);
    expect((await create({ ...ownOrigin, "sec-fetch-site": "same-origin" })).status).toBe(201);
    expect((await gateway.call("GET /api/me", { headers: { cookie, origin: "https://evil.test" } })).status).toBe(200);
  });

  it("W4 a cookie opens nothing once its session is over, nor when it was made elsewhere", async () => {
    const cookie = await cookieOf(owner);
    const me = (value: string) => gateway.call("GET /api/me", { headers: { cookie: value } });
    expect((await me(`other=1; ${cookie}`)).json.user.id).toBe(owner.userId);
    const out = await gateway.call("POST /api/auth/logout", { headers: { cookie, ...ownOrigin } });
    expect([out.status, out.headers.get("set-cookie")]).toEqual([
      204,
      "next-auth.session-token=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    ]);
    expect((await me(cookie)).status).toBe(401);
    expect((await me(`${(await cookieOf(owner)).slice(0, -4)}AAAA`)).status).toBe(401);
    const forged = await encode({
      token: { sub: owner.userId, sessionId: "ses_x", sessionVersion: 1 },
      secret: "another secret",
    });
    expect((await me(`next-auth.session-token=${forged}`)).status).toBe(401);
    expect((await me("next-auth.session-token=")).status).toBe(401);
  });

  it("J3 reads JSON only, uncompressed, up to one mebibyte", async () => {
    const send = (text: string, headers: Record<string, string> = {}) =>
      gateway.call("POST /api/keys", { token: owner.token, text, headers });
    const body = JSON.stringify({ name: "x" });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]) {
      expect(await send(body, { "content-type": type })).toMatchObject({
        status: 415,
        json: { error: { code: "unsupported_media_type" } },
      });
    }
    expect((await send(body, { "content-encoding": "gzip" })).json.error.code).toBe("unsupported_content_encoding");
    expect((await send(body, { "content-type": "application/json; charset=utf-8" })).status).toBe(201);
    const large = await send(JSON.stringify({ name: "x", metadata: { k: "v".repeat(1_048_576) } }));
    expect(large).toMatchObject({ status: 413, json: { error: { code: "request_too_large" } } });
    expect((await gateway.call("POST /api/keys", { token: owner.token })).json.error).toMatchObject({
      code: "invalid_request",
      param: "name",
    });
  });

  it.each([
    ['{"name":"x"', "invalid_json"],
    ['{"name":"x"} x', "invalid_json"],
    ['\ufeff{"name":"x"}', "invalid_json"],
    ['["name"]', "invalid_json"],
    ['"name"', "invalid_json"],
    ["null", "invalid_json"],
    ['{"name":"x","name":"y"}', "invalid_json"],
    [`{"name":"x","metadata":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, "json_too_deep"],
  ])("J4, J5, J8 refuses %.40s with %s", async (text, code) => {
    expect(await gateway.call("POST /api/keys", { token: owner.token, text })).toMatchObject({
      status: 400,
      json: { error: { code } },
    });
  });

  it("names every answer, keeps none in caches and shapes all errors alike", async () => {
    const answers = [
      await gateway.call("GET /api/keys", { token: owner.token }),
      await gateway.call("GET /api/keys/none", { token: owner.token }),
      await gateway.call("GET /api/keys"),
      await gateway.call("DELETE /api/keys/%00", { token: owner.token }),
    ];
    expect(new Set(answers.map(({ headers }) => headers.get("x-request-id"))).size).toBe(answers.length);
    for (const { headers, status, json } of answers) {
      expect(headers.get("x-request-id")).toMatch(/^req_/);
      expect(headers.get("cache-control")).toBe("no-store");
      if (status === 200) continue;
      expect(Object.keys(json)).toEqual(["error"]);
      expect(Object.keys(json.error)).toEqual(["message", "type", "code", "param"]);
      expect(headers.get("x-should-retry")).toBe("false");
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 401, 404]);
  });

  it("T1 acts in the organization that is asked for by id or slug, else in the first", async () => {
    const second = await gateway.call("POST /api/organizations", { token: owner.token, body: { name: "Second" } });
    expect(second.json).toMatchObject({ role: "owner", slug: "second" });
    const settings = (headers = {}) => gateway.call("GET /api/settings", { token: owner.token, headers });
    expect((await settings({ "x-organization": "second" })).json.name).toBe("Second");
    expect((await settings({ "x-organization": second.json.id })).json.name).toBe("Second");
    expect((await settings()).json.name).not.toBe("Second");
    const taken = await gateway.call("POST /api/organizations", {
      token: owner.token,
      body: { name: "x", slug: "second" },
    });
    expect(taken.json.error).toMatchObject({ code: "conflict", param: "slug" });
  });

  it("W11 says of its health only whether parts answer", async () => {
    const well = await gateway.call("GET /api/health");
    expect(well).toMatchObject({
      status: 200,
      json: { status: "ok", database: "ok", counters: "ok", version: "0.0.0-test" },
    });
    const ill = installation(current(), {
      checkCounters: () => Promise.reject(new Error("redis://user:pw@10.0.0.1 is away")),
    });
    const answer = await ill.call("GET /api/health");
    expect(answer).toMatchObject({ status: 503, json: { status: "down", counters: "down" } });
    expect(answer.text).not.toContain("10.0.0.1");
  });

  it("shows the state of the database to owners of the first organization and to nobody else", async () => {
    const first = await current().prisma.organization.findFirstOrThrow({ orderBy: { createdAt: "asc" } });
    expect(first.id).toBe(owner.organizationId);
    const { json } = await gateway.call("GET /debug/db", { token: owner.token });
    expect(json.migrations.map(({ state }: { state: string }) => state)).toEqual(json.migrations.map(() => "applied"));
    expect(json.tables.map(({ name }: { name: string }) => name)).toContain("Request");
    expect(json.ledger).toMatchObject({
      heldMismatches: 0,
      settledMismatches: 0,
      exceededBudgets: 0,
      chargeMismatches: 0,
    });
    const admin = await join(gateway.call, owner, "admin");
    const stranger = await register(gateway.call);
    for (const { token } of [admin, stranger])
      expect((await gateway.call("GET /debug/db", { token })).status).toBe(403);
  });

  it("says in the ledger's report what does not add up", async () => {
    const { prisma } = current();
    const budget = await gateway.call("POST /api/budgets", {
      token: owner.token,
      body: { scope: "organization", limitUsd: "1" },
    });
    const period = { budgetId: budget.json.id, periodStart: new Date(0) };
    await prisma.budgetPeriod.create({ data: { ...period, settledNanoUsd: 2_000_000_000n, heldNanoUsd: 5n } });
    const { json } = await gateway.call("GET /debug/db", { token: owner.token });
    expect(json.ledger).toMatchObject({
      heldUsd: "0.000000005",
      heldMismatches: 1,
      settledMismatches: 1,
      exceededBudgets: 1,
    });
    await prisma.budgetPeriod.deleteMany({ where: { budgetId: budget.json.id } });
  });
});
