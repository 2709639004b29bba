import { beforeAll, describe, expect, it } from "vitest";
import { Secret } from "#lib/core/secret.ts";
import { findSession } from "#lib/management/auth/principal.ts";
import { signInWithProvider } from "#lib/management/auth/sign-in-with-provider.ts";
import { endSession, startSession } from "#lib/management/auth/start-session.ts";
import { checkEncryption } from "#lib/management/installation/check-encryption.ts";
import { prepareFirstOwner } from "#lib/management/installation/prepare-first-owner.ts";
import { createTestDatabase, describeEachDatabase } from "../support/databases.ts";
import { type Installation, installation, join, password, register } from "./management-support.ts";

describeEachDatabase("a fresh installation", (current) => {
  it("W7 is claimed once, by whoever has the code of the last start", async () => {
    const { guest, call } = installation(current());
    const first = await prepareFirstOwner(guest);
    const second = await prepareFirstOwner(guest);
    if (first.kind !== "setup" || second.kind !== "setup") throw new Error("There is an owner already.");
    expect(first.code).toMatch(/^(\w{5}-){3}\w{5}$/);
    const claim = { email: "Owner@Gateway.test", password, name: "Olga", organizationName: "Möbel & Söhne" };

    const wrong = await call("POST /api/setup", { body: { ...claim, code: first.code } });
    expect(wrong).toMatchObject({ status: 401, json: { error: { code: "invalid_credentials", param: "code" } } });
    const claims = await Promise.all(
      [1, 2, 3].map(() => call("POST /api/setup", { body: { ...claim, code: second.code } })),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const claimed = claims.find(({ status }) => status === 201);
    expect(claimed?.json).toMatchObject({
      token: expect.stringMatching(/^gwm_\w{46}$/),
      user: { email: "owner@gateway.test", name: "Olga" },
      organization: { slug: "mobel-sohne", role: "owner" },
    });
    expect(await prepareFirstOwner(guest)).toEqual({ kind: "ready" });
    expect((await call("POST /api/setup", { body: { ...claim, code: second.code } })).status).toBe(409);
  });

  it("knows at a start whether the encryption keys are the ones of this database", async () => {
    const first = installation(current());
    expect(await checkEncryption(first.guest)).toBe(true);
    expect(await checkEncryption(first.guest)).toBe(true);
    expect(await checkEncryption(installation(current()).guest)).toBe(false);
  });
});

describe("an installation with ADMIN_EMAIL and ADMIN_PASSWORD", () => {
  it("has its owner after the first of several instances that start at once", async () => {
    const database = await createTestDatabase("embedded");
    const { guest, call } = installation(database);
    const admin = { email: "Admin@Gateway.test", password: new Secret(password) };
    const started = await Promise.all([1, 2, 3].map(() => prepareFirstOwner(guest, admin)));
    expect(started.map(({ kind }) => kind).sort()).toEqual(["admin", "ready", "ready"]);
    const login = await call("POST /api/auth/login", { body: { email: "admin@gateway.test", password } });
    expect(login.json).toMatchObject({ organization: { role: "owner" } });
    await database.drop();
  });
});

describeEachDatabase("signing in", (current) => {
  let gateway: Installation;
  beforeAll(() => {
    gateway = installation(current());
  });

  it("answers a token that opens /api, and logging out ends it", async () => {
    const { call } = gateway;
    const { email, organizationId } = await register(call);
    const login = await call("POST /api/auth/login", { body: { email: ` ${email.toUpperCase()} `, password } });
    expect(login).toMatchObject({ status: 200, json: { user: { email }, organization: { id: organizationId } } });
    const { token } = login.json;
    expect((await call("GET /api/me", { token })).json).toMatchObject({ organizations: [{ role: "owner" }] });
    expect(await call("POST /api/auth/logout", { token })).toMatchObject({ status: 204, text: "" });
    expect(await call("GET /api/me", { token })).toMatchObject({
      status: 401,
      json: { error: { code: "unauthenticated" } },
    });
  });

  it("W3 answers alike for unknown people and wrong passwords, and stops after ten failures", async () => {
    const { call, clock } = gateway;
    const { email } = await register(call);
    const unknown = await call("POST /api/auth/login", { body: { email: "nobody@gateway.test", password } });
    const attempts = await Promise.all(
      Array.from({ length: 12 }, () => call("POST /api/auth/login", { body: { email, password: "wrong password" } })),
    );
    const wrong = attempts.filter(({ status }) => status === 401);
    const stopped = attempts.filter(({ status }) => status === 429);
    expect([wrong.length, stopped.length]).toEqual([10, 2]);
    expect(wrong[0]?.json).toEqual(unknown.json);
    expect(stopped[0]?.json.error.code).toBe("too_many_auth_failures");
    expect(Number(stopped[0]?.headers.get("retry-after"))).toBeGreaterThan(800);

    expect((await call("POST /api/auth/login", { body: { email, password } })).status).toBe(429);
    const elsewhere = { "x-gateway-peer": "198.51.100.9" };
    expect((await call("POST /api/auth/login", { body: { email, password }, headers: elsewhere })).status).toBe(200);
    clock.advance(15 * 60_000 + 1);
    expect((await call("POST /api/auth/login", { body: { email, password } })).status).toBe(200);
  });

  it("never counts sign-ins that succeed", async () => {
    const { call } = gateway;
    const { email } = await register(call);
    for (let round = 0; round < 12; round++) {
      expect((await call("POST /api/auth/login", { body: { email, password } })).status).toBe(200);
    }
  });

  it.each(['"e@attacker.com"@victim.com', "a@b.co\r\nBcc: x@y.z", "a@b", "", "a b@c.de", `${"a".repeat(260)}@b.co`])(
    "W6 refuses the address %j",
    async (email) => {
      const body = { email, password, name: "Ada", organizationName: "One" };
      expect(await gateway.call("POST /api/auth/register", { body })).toMatchObject({
        status: 400,
        json: { error: { param: "email" } },
      });
    },
  );

  it("refuses a second account with one address, and short passwords", async () => {
    const { email } = await register(gateway.call);
    const body = { email, password, name: "Ada", organizationName: "One" };
    expect((await gateway.call("POST /api/auth/register", { body })).json.error).toMatchObject({
      code: "conflict",
      param: "email",
    });
    const short = { ...body, email: "short@gateway.test", password: "1234567" };
    expect((await gateway.call("POST /api/auth/register", { body: short })).json.error).toMatchObject({
      code: "out_of_range",
      param: "password",
    });
  });

  it("W4 a new password ends every session and sign-in, but no management token", async () => {
    const { call, guest } = gateway;
    const { email, token, userId } = await register(call);
    const session = await startSession(guest, userId);
    const made = await call("POST /api/tokens", { token, body: { name: "CI", scopes: ["read", "write"] } });
    expect(await findSession(guest, session)).toMatchObject({ user: { id: userId }, via: "session" });

    const change = { currentPassword: password, newPassword: "another password" };
    expect((await call("PUT /api/me/password", { token, body: { ...change, currentPassword: "wrong" } })).status).toBe(
      401,
    );
    expect((await call("PUT /api/me/password", { token, body: change })).status).toBe(204);
    expect((await call("GET /api/me", { token })).status).toBe(401);
    expect(await findSession(guest, session)).toBeUndefined();
    expect((await call("GET /api/me", { token: made.json.token })).status).toBe(200);
    expect((await call("POST /api/auth/login", { body: { email, password: change.newPassword } })).status).toBe(200);
  });

  it("W4 every sign-in is a session of its own, which ends by itself, when idle and when it is ended", async () => {
    const { call, guest, clock } = gateway;
    const { userId } = await register(call);
    const first = await startSession(guest, userId);
    const second = await startSession(guest, userId);
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(await findSession(guest, { ...first, sessionVersion: first.sessionVersion + 1 })).toBeUndefined();
    await endSession(guest, first.sessionId);
    expect(await findSession(guest, first)).toBeUndefined();
    expect(await findSession(guest, second)).toBeDefined();
    clock.advance(12 * 3_600_000 + 6_000);
    expect(await findSession(guest, second)).toBeUndefined();
  });

  it("W4 a changed role ends the sessions of that person and of nobody else", async () => {
    const { call, guest } = gateway;
    const owner = await register(call);
    const member = await join(call, owner, "member");
    const session = await startSession(guest, member.userId);
    expect(await findSession(guest, session)).toBeDefined();
    const { json } = await call("GET /api/members", { token: owner.token });
    const row = json.data.find((entry: { userId: string }) => entry.userId === member.userId);
    expect((await call(`PUT /api/members/${row.id}`, { token: owner.token, body: { role: "viewer" } })).status).toBe(
      200,
    );
    expect(await findSession(guest, session)).toBeUndefined();
    expect((await call("GET /api/me", { token: member.token })).status).toBe(401);
    expect((await call("GET /api/me", { token: owner.token })).status).toBe(200);
  });
});

describeEachDatabase("invitations", (current) => {
  let gateway: Installation;
  beforeAll(() => {
    gateway = installation(current(), { signup: "invite" });
  });

  it("are good for one use, for one address, for 72 hours", async () => {
    const open = installation(current());
    const { call, clock } = open;
    const owner = await register(call);
    const invite = (email: string) =>
      call("POST /api/invites", { token: owner.token, body: { email, role: "member" } });
    const accept = (inviteToken: string, more = {}) =>
      call("POST /api/auth/register", { body: { inviteToken, password, name: "Bo", ...more } });

    const { json } = await invite("bo@gateway.test");
    expect(json).toMatchObject({
      id: expect.stringMatching(/^inv_/),
      url: `http://gateway.test/invite#token=${json.token}`,
    });
    expect(Date.parse(json.expiresAt) - clock.nowMs()).toBeGreaterThan(71.9 * 3_600_000);
    expect((await accept(json.token, { email: "eve@gateway.test" })).status).toBe(401);
    const both = await Promise.all([accept(json.token), accept(json.token, { email: "bo@gateway.test" })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
    expect((await accept(json.token)).status).toBe(401);

    const late = await invite("late@gateway.test");
    clock.advance(72 * 3_600_000);
    expect((await accept(late.json.token)).status).toBe(401);
  });

  it("are the only way in where SIGNUP says so", async () => {
    const body = { email: "x@gateway.test", password, name: "X", organizationName: "X" };
    expect((await gateway.call("POST /api/auth/register", { body })).json.error.code).toBe("forbidden");
  });

  it("let somebody with an account join with its password only", async () => {
    const { call } = installation(current());
    const owner = await register(call);
    const known = await register(call, "Known");
    const { json } = await call("POST /api/members", {
      token: owner.token,
      body: { email: known.email, role: "admin" },
    });
    const accept = (secret: string) =>
      call("POST /api/auth/register", { body: { inviteToken: json.token, password: secret, name: "Other" } });
    expect((await accept("not the password")).json.error.param).toBe("password");
    expect((await accept(password)).status).toBe(201);
    const { organizations } = (await call("GET /api/me", { token: known.token })).json;
    expect(organizations).toHaveLength(2);
    const other = { token: known.token, headers: { "x-organization": owner.organizationId } };
    expect((await call("GET /api/members", other)).json.data).toHaveLength(2);
  });
});

describeEachDatabase("signing in with a provider", (current) => {
  it("W5 links only where both sides have proven the address", async () => {
    const { guest, call, database } = installation(current(), { signup: "open" });
    const identity = { provider: "github", name: "Ada", verifiedEmail: "ada.link@gateway.test" };
    const { verifiedEmail: _, ...unproven } = identity;
    expect(await signInWithProvider(guest, { ...unproven, providerAccountId: "1" })).toMatchObject({
      reason: "EmailNotVerified",
    });

    const body = { email: identity.verifiedEmail, password, name: "Squatter", organizationName: "S" };
    expect((await call("POST /api/auth/register", { body })).status).toBe(201);
    expect(await signInWithProvider(guest, { ...identity, providerAccountId: "1" })).toMatchObject({
      reason: "OAuthAccountNotLinked",
    });

    await database.prisma.user.update({ where: { email: body.email }, data: { emailVerifiedAt: new Date() } });
    const linked = await signInWithProvider(guest, { ...identity, providerAccountId: "1" });
    expect(linked.kind).toBe("signed-in");
    expect(await signInWithProvider(guest, { ...unproven, providerAccountId: "1" })).toEqual(linked);
  });

  it("makes newcomers an account where everybody may, and only the invited where not", async () => {
    const open = installation(current(), { signup: "open" });
    const fresh = { provider: "google", providerAccountId: "g1", name: "Gil", verifiedEmail: "gil@gateway.test" };
    expect((await signInWithProvider(open.guest, fresh)).kind).toBe("signed-in");
    const closed = installation(current(), { signup: "invite" });
    const stranger = { ...fresh, providerAccountId: "g2", verifiedEmail: "hal@gateway.test" };
    expect(await signInWithProvider(closed.guest, stranger)).toMatchObject({ reason: "NotInvited" });
    const owner = await register(open.call);
    await open.call("POST /api/invites", {
      token: owner.token,
      body: { email: stranger.verifiedEmail, role: "viewer" },
    });
    expect((await signInWithProvider(closed.guest, stranger)).kind).toBe("signed-in");
  });
});
