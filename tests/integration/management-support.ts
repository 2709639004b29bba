import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { z } from "zod";
import { aesSealer } from "#lib/adapters/crypto/aes-sealer.ts";
import { argonPasswordHasher } from "#lib/adapters/crypto/argon-password-hasher.ts";
import { hmacKeyHasher } from "#lib/adapters/crypto/hmac-key-hasher.ts";
import { type Clock, systemClock } from "#lib/core/clock.ts";
import { Secret } from "#lib/core/secret.ts";
import { readCatalog } from "#lib/gateway/catalog/catalog.ts";
import { loginLimiter } from "#lib/management/auth/login-limiter.ts";
import { sessionCache } from "#lib/management/auth/session-cache.ts";
import type { GuestContext, ManagementServices } from "#lib/management/context.ts";
import { operations } from "#lib/management/operations.ts";
import type { ConnectionReference } from "#lib/management/ports.ts";
import { catalogFiles } from "../../prisma/catalog/files.ts";
import type { TestDatabase } from "../support/databases.ts";

/** A clock that stands where a test puts it, beside the real one that it starts from. */
export type TestClock = Clock & { readonly advance: (milliseconds: number) => void };

export type Installation = {
  readonly database: TestDatabase;
  readonly services: ManagementServices;
  readonly guest: GuestContext;
  readonly clock: TestClock;
  /** What the provider's own list answers; set by tests. */
  readonly provider: { models: string[]; probed: ConnectionReference[] };
  readonly call: Caller;
};

export type Sent = {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly json: any;
};

export type Caller = (request: string, sent?: Sent) => Promise<Answer>;

const catalog = readCatalog(catalogFiles);
/** Hashing is the slowest part of every sign-in; one hasher keeps its limit of two at a time. */
const passwordHasher = argonPasswordHasher();

/** An installation on a test's database, reached through the real route handlers. */
export function installation(database: TestDatabase, options: Partial<ManagementServices> = {}): Installation {
  const clock = testClock();
  const provider: Installation["provider"] = { models: ["model-a", "model-b"], probed: [] };
  const services: ManagementServices = {
    sealer: aesSealer([{ id: "k1", base64: new Secret(randomBytes(32).toString("base64")) }]),
    passwordHasher,
    keyHasher: hmacKeyHasher(new Secret(randomBytes(32).toString("hex"))),
    catalog,
    clock,
    loginLimiter: loginLimiter(clock),
    sessions: sessionCache(clock),
    changed: async () => undefined,
    flushLedger: async () => undefined,
    probeProvider: async (connection) => {
      provider.probed.push(connection);
      return { ok: true, latencyMs: 12 };
    },
    listProviderModels: async () => provider.models,
    explainRoute: async () => [],
    checkCounters: async () => true,
    poolState: () => ({ total: 1, idle: 1, waiting: 0 }),
    databaseKind: database.kind,
    allowPrivateUpstreams: false,
    baseUrl: "http://gateway.test",
    signup: "open",
    version: "0.0.0-test",
    ...options,
  };
  const guest = { db: database.prisma, services, ip: "203.0.113.7" };
  return { database, services, guest, clock, provider, call: callerOf(database, services) };
}

function testClock(): TestClock {
  let offsetMs = 0;
  return {
    nowMs: () => systemClock.nowMs() + offsetMs,
    monotonicMs: systemClock.monotonicMs,
    advance: (milliseconds) => {
      offsetMs += milliseconds;
    },
  };
}

/** `call("PUT /api/keys/key_1", …)`: finds the route file, as Next would, and asks its handler. */
function callerOf(database: TestDatabase, services: ManagementServices): Caller {
  const container = Promise.resolve({ env: database.env, db: database, management: services });
  return async (request, { token, headers = {}, body, text } = {}) => {
    Reflect.set(globalThis, Symbol.for("ai-gateway.container"), container);
    const [method = "GET", target = "/"] = request.split(" ");
    const url = new URL(target, "http://gateway.test");
    const route = findRoute(method, url.pathname);
    const file = new URL(`../../app${encodeURI(route.folder)}/route.ts`, import.meta.url).pathname;
    const module: Record<string, (request: Request, context: unknown) => Promise<Response>> = await import(
      /* @vite-ignore */ decodeURI(file)
    );
    const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const sent = new Request(url, {
      method,
      headers: {
        host: "gateway.test",
        "x-gateway-peer": "203.0.113.7",
        ...(payload === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(payload === undefined ? {} : { body: payload }),
    });
    const response = await module[method]?.(sent, { params: Promise.resolve(route.params) });
    if (!response) throw new Error(`No handler for ${request}`);
    const answer = await response.text();
    const isJson = response.headers.get("content-type") === "application/json";
    const json = isJson ? JSON.parse(answer) : undefined;
    if (response.ok && route.output) requireDocumented(route.output, json);
    return { status: response.status, headers: response.headers, text: answer, json };
  };
}

/** Every answer is what the documentation says, no field more and none less. */
function requireDocumented(output: z.ZodType, json: unknown): void {
  const described = JSON.stringify(output.parse(json));
  if (described !== JSON.stringify(json)) expect(JSON.parse(described)).toEqual(json);
}

/** Fixed paths before those with names in them, as Next prefers them. */
const routes = operations
  .map(({ info }) => ({ ...info, names: (info.path.match(/\{/g) ?? []).length }))
  .sort((left, right) => left.names - right.names);

function findRoute(method: string, path: string) {
  for (const route of routes) {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const rest = route.path.endsWith("{model}") ? "(.+)" : "([^/]+)";
    const pattern = route.path.replace(/\{\w+\}$/, rest).replace(/\{\w+\}/g, "([^/]+)");
    const match = route.method === method ? new RegExp(`^${pattern}$`).exec(path) : null;
    if (!match) continue;
    const params = names.map((name, index) => {
      const value = match[index + 1] ?? "";
      return [name, name === "model" ? value.split("/") : value];
    });
    const folder = route.path.replace("{model}", "[...model]").replace(/\{(\w+)\}/g, "[$1]");
    return { folder, params: Object.fromEntries(params), output: route.output };
  }
  throw new Error(`No route for ${method} ${path}`);
}

export const password = "correct horse battery";
let people = 0;

export type Person = {
  readonly token: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly email: string;
};

/** Somebody new with an organization of their own. */
export async function register(call: Caller, name = "Ada"): Promise<Person> {
  const email = `person-${++people}@gateway.test`;
  const organizationName = `Organization ${people}`;
  const { status, json, text } = await call("POST /api/auth/register", {
    body: { email, password, name, organizationName },
  });
  if (status !== 201) throw new Error(text);
  return { token: json.token, userId: json.user.id, organizationId: json.organization.id, email };
}

/** Somebody new whom an owner has invited into their organization. */
export async function join(call: Caller, owner: Person, role: string): Promise<Person> {
  const email = `person-${++people}@gateway.test`;
  const invite = await call("POST /api/invites", { token: owner.token, body: { email, role } });
  const body = { inviteToken: invite.json.token, password, name: `The ${role}` };
  const { status, json, text } = await call("POST /api/auth/register", { body });
  if (status !== 201) throw new Error(text);
  return { token: json.token, userId: json.user.id, organizationId: json.organization.id, email };
}
