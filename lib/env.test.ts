import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { EnvironmentError, readEnv } from "./env.ts";

const key = randomBytes(32).toString("base64");
const session = randomBytes(32).toString("hex");
const production = {
  DATABASE_URL: "postgres://gateway:a-password-of-its-own@db.internal:5432/gateway",
  ENCRYPTION_KEYS: `k1:${key}`,
  NEXTAUTH_SECRET: session,
};

describe("readEnv", () => {
  it("needs nothing: the defaults are the embedded database, counters in process and loopback", () => {
    const env = readEnv({});
    expect(env).toMatchObject({
      mode: "production",
      server: { port: 3000, host: "127.0.0.1", role: "all", trustedProxies: 0, logLevel: "info", onVercel: false },
      database: { kind: "embedded" },
      counters: { kind: "memory" },
      accounts: { signup: "invite" },
      upstreams: { allowPrivate: false },
    });
    expect(env.dataDir).toBe(`${process.cwd()}/.data`);
    expect(env.secrets).toEqual({});
  });

  it("counts an empty value as absent", () => {
    expect(readEnv({ PORT: "", DATABASE_URL: " ", SIGNUP: "" }).server.port).toBe(3000);
  });

  it("reads a production environment", () => {
    const env = readEnv({ ...production, UPSTASH_REDIS_REST_URL: "https://u.test", UPSTASH_REDIS_REST_TOKEN: "t" });
    expect(env.database.kind === "postgres" && env.database.url.reveal()).toBe(production.DATABASE_URL);
    expect(env.counters).toMatchObject({ kind: "upstash", url: "https://u.test" });
    expect(env.secrets.encryptionKeys?.[0]).toMatchObject({ id: "k1" });
    expect(env.secrets.encryptionKeys?.[0].base64.reveal()).toBe(key);
  });

  it("takes the names that Vercel gives to the same store, and plain Redis after them", () => {
    const vercel = { KV_REST_API_URL: "https://kv.test", KV_REST_API_TOKEN: "t", REDIS_URL: "redis://r:6379" };
    expect(readEnv(vercel).counters).toMatchObject({ kind: "upstash", url: "https://kv.test" });
    expect(readEnv({ REDIS_URL: "redis://r:6379" }).counters.kind).toBe("redis");
  });

  it("keeps several encryption keys in order, the first one first", () => {
    const older = randomBytes(32).toString("base64url");
    const env = readEnv({ ENCRYPTION_KEYS: `new:${key}, old:${older}` });
    expect(env.secrets.encryptionKeys?.map((entry) => entry.id)).toEqual(["new", "old"]);
  });

  it.each([
    ["PORT", "65536"],
    ["PORT", "3e3"],
    ["HOST", "a b"],
    ["GATEWAY_ROLE", "both"],
    ["TRUSTED_PROXIES", "-1"],
    ["DATABASE_URL", "mysql://db/gateway"],
    ["DATABASE_URL", "db:5432"],
    ["REDIS_URL", "http://r"],
    ["NEXTAUTH_URL", "gateway.test"],
    ["SIGNUP", "everyone"],
    ["ADMIN_EMAIL", "owner"],
    ["ALLOW_PRIVATE_UPSTREAMS", "yes"],
    ["LOG_LEVEL", "loud"],
    ["METRICS_TOKEN", "short"],
    ["ENCRYPTION_KEYS", key],
    ["ENCRYPTION_KEYS", `k1:${randomBytes(16).toString("base64")}`],
    ["ENCRYPTION_KEYS", `k1:${Buffer.alloc(32).toString("base64")}`],
    ["ENCRYPTION_KEYS", `k1:${key},k1:${randomBytes(32).toString("base64")}`],
    ["ENCRYPTION_KEYS", `k1:${key},k2:${key}`],
    ["NEXTAUTH_SECRET", "only-twenty-letters!"],
    ["NEXTAUTH_SECRET", "a".repeat(64)],
    ["NEXTAUTH_SECRET", "change-me-to-something-very-random-please"],
  ])("refuses a bad %s in one line that names it and does not repeat it", (name, value) => {
    const message = refusal({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name}: expected `));
    expect(message).not.toContain("\n");
    expect(message).not.toContain(value);
  });

  it.each([
    [{ DATABASE_URL: production.DATABASE_URL, NEXTAUTH_SECRET: session }, "ENCRYPTION_KEYS"],
    [{ DATABASE_URL: production.DATABASE_URL, ENCRYPTION_KEYS: `k1:${key}` }, "NEXTAUTH_SECRET"],
    [{ UPSTASH_REDIS_REST_URL: "https://u.test" }, "UPSTASH_REDIS_REST_TOKEN"],
    [{ ADMIN_EMAIL: "owner@gateway.test" }, "ADMIN_PASSWORD"],
    [{ OIDC_ISSUER: "https://issuer.test", OIDC_CLIENT_ID: "id" }, "OIDC_CLIENT_SECRET"],
    [{ SMTP_URL: "smtp://mail.test" }, "MAIL_FROM"],
    [{ VERCEL: "1" }, "DATABASE_URL"],
  ])("names what is missing beside %o", (source, missing) => {
    expect(refusal(source)).toMatch(new RegExp(`^${missing}: expected `));
  });

  it("lets a developer use PostgreSQL without secrets of their own", () => {
    const env = readEnv({ NODE_ENV: "development", DATABASE_URL: production.DATABASE_URL });
    expect(env.secrets).toEqual({});
  });

  it.each([
    { ...production, NEXTAUTH_SECRET: key },
    { ...production, NEXTAUTH_SECRET: key.replaceAll("+", "-").replaceAll("/", "_").replace("=", "") },
    { ...production, CRON_SECRET: session },
    { ...production, DATABASE_URL: `postgres://gateway:${session}@db/gateway` },
  ])("refuses one secret in two places", (source) => {
    const message = refusal(source);
    expect(message).toContain("expected another secret than the one in");
    expect(message).not.toContain(session);
    expect(message).not.toContain(key);
  });

  it("shows no secret when it is printed", () => {
    const env = readEnv({
      ...production,
      METRICS_TOKEN: "metrics-token-0123456789",
      SMTP_URL: "smtp://u:pw@mail.test",
      MAIL_FROM: "g@mail.test",
    });
    const printed = inspect(env, { depth: 9 }) + JSON.stringify(env);
    for (const secret of [key, session, "a-password-of-its-own", "metrics-token", "u:pw"]) {
      expect(printed).not.toContain(secret);
    }
  });
});

function refusal(source: Record<string, string>): string {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  throw new Error("The environment was accepted.");
}
