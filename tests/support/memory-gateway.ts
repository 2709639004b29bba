import { systemClock } from "#lib/core/clock.ts";
import { newGatewayKey } from "#lib/core/gateway-key.ts";
import { newId } from "#lib/core/ids.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { Secret } from "#lib/core/secret.ts";
import { buildCatalog, type Catalog } from "#lib/gateway/catalog/catalog.ts";
import { createGateway } from "#lib/gateway/index.ts";
import type { Connection, GatewayKey, GatewayPorts, Settlement, Transport, UpstreamCall } from "#lib/gateway/ports.ts";
import type { RouterConfig } from "#lib/gateway/routing/router-config.ts";
import { memoryHealth } from "../../lib/adapters/memory/health.ts";
import { memoryKeptReasoning } from "../../lib/adapters/memory/kept-reasoning.ts";
import { memoryReplyCache } from "../../lib/adapters/memory/reply-cache.ts";

export type MemoryReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

/** The engine over stores in memory: whatever leaves it is in `calls`, whatever it wrote is in `settled`. */
export type MemoryGateway = {
  readonly calls: UpstreamCall[];
  readonly settled: Settlement[];
  /** The amounts that were held, in the order of the requests. */
  readonly held: bigint[];
  readonly ask: (path: string, body: JsonObject, headers?: Record<string, string>) => Promise<MemoryReply>;
};

/** What a fake provider answers to one call: a body, or the text of a stream. */
export type MemoryAnswer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: JsonObject | readonly JsonObject[] | string;
};

export type MemoryOptions = {
  readonly connections: readonly Partial<Connection>[];
  readonly answer: (call: UpstreamCall, body: JsonObject) => MemoryAnswer | Promise<MemoryAnswer>;
  readonly key?: Partial<GatewayKey>;
  /** The first one is the key's, where the key names none. */
  readonly routers?: readonly RouterConfig[];
  /** Whose key it is, where that changes between requests. */
  readonly findKey?: () => Partial<GatewayKey>;
  readonly catalog?: Catalog;
  readonly allowImageFetch?: boolean;
  readonly ports?: Partial<GatewayPorts>;
};

const anyKey: GatewayKey = {
  id: "key_memory",
  organizationId: "org_memory",
  name: "Memory",
  enabled: true,
  allowedModels: [],
  allowedEndpoints: [],
  allowedIps: [],
  unknownPrice: "allow",
  affordableCap: true,
  metadata: {},
  budgets: [],
};

export function memoryGateway(options: MemoryOptions): MemoryGateway {
  const calls: UpstreamCall[] = [];
  const settled: Settlement[] = [];
  const held: bigint[] = [];
  const gateway = createGateway({ ...portsOf(options, { calls, settled, held }), ...options.ports });
  return {
    calls,
    settled,
    held,
    async ask(path, body, headers = {}) {
      const reply = await gateway.handle({
        id: newId("req"),
        method: "POST",
        path,
        headers: { authorization: `Bearer ${newGatewayKey("gw_")}`, "content-type": "application/json", ...headers },
        ip: "203.0.113.7",
        body: new TextEncoder().encode(JSON.stringify(body)),
        signal: new AbortController().signal,
        arrivedMs: performance.now(),
      });
      return { status: reply.status, headers: reply.headers, text: await textOf(reply.body) };
    },
  };
}

async function textOf(body: string | Uint8Array | AsyncIterable<string | Uint8Array>): Promise<string> {
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  let text = "";
  for await (const piece of body) text += typeof piece === "string" ? piece : new TextDecoder().decode(piece);
  return text;
}

/** What the port holds of one run. */
type Seen = { readonly calls: UpstreamCall[]; readonly settled: Settlement[]; readonly held: bigint[] };

function portsOf(
  { connections, answer, key, findKey, catalog, allowImageFetch = false, routers = [] }: MemoryOptions,
  seen: Seen,
): GatewayPorts {
  return {
    directory: {
      findKey: () => ({ ...anyKey, ...key, ...findKey?.() }),
      organization: (id) => ({
        id,
        connections: connections.map(connectionOf),
        routers: new Map(routers.map((router) => [router.id, router])),
        ...(routers[0] ? { defaultRouterId: routers[0].id } : {}),
        allowImageFetch,
        ownPrice: () => undefined,
      }),
    },
    catalog: catalog ?? buildCatalog([]),
    ledger: {
      hold: async ({ amountNanoUsd }) => {
        seen.held.push(amountNanoUsd);
        return { kind: "held", grantedNanoUsd: amountNanoUsd, parts: [] };
      },
      settle: async (settlement) => {
        seen.settled.push(settlement);
      },
      budgetStates: async () => [],
    },
    requestLog: { find: async () => undefined },
    rateLimiter: { take: ({ limit }) => ({ allowed: true, limit, remaining: limit, resetMs: 1 }) },
    health: memoryHealth(systemClock),
    idempotency: {
      claim: async () => ({ kind: "first" }),
      keep: async () => undefined,
      release: async () => undefined,
    },
    transport: transportOf(answer, seen),
    publicTransport: transportOf(answer, seen),
    keptReasoning: memoryKeptReasoning(systemClock),
    replyCache: memoryReplyCache(systemClock),
    countTokens: (text) => Math.ceil(text.length / 4),
    clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
    random: () => 0.5,
    log: { warn: () => undefined, error: () => undefined },
  };
}

function transportOf(answer: MemoryOptions["answer"], { calls }: Seen): Transport {
  return {
    async send(call) {
      calls.push(call);
      const { status = 200, headers = {}, body } = await answer(call, bodyOf(call));
      const isText = typeof body === "string";
      const bytes = new TextEncoder().encode(isText ? body : JSON.stringify(body));
      return {
        status,
        headers: { "content-type": isText ? "text/event-stream" : "application/json", ...headers },
        body: (async function* () {
          yield bytes;
        })(),
        cancel: () => undefined,
      };
    },
  };
}

/** The data of every frame of a stream that is JSON. */
export function framesOf(text: string): readonly JsonObject[] {
  const start = "data: ";
  return text
    .split("\n")
    .flatMap((line) => (line.startsWith(`${start}{`) ? [JSON.parse(line.slice(start.length))] : []));
}

/** The JSON that a call carries. */
export function bodyOf({ body }: UpstreamCall): JsonObject {
  return typeof body === "string" && body !== "" ? JSON.parse(body) : {};
}

let connectionCount = 0;

function connectionOf(given: Partial<Connection>): Connection {
  const id = `con_${connectionCount++}`;
  return {
    id,
    revision: "1",
    slug: given.kind ?? "memory",
    name: "Memory",
    kind: "openai-compatible",
    baseUrl: "https://upstream.example/v1",
    priority: 1,
    enabled: true,
    headers: {},
    timeouts: {},
    models: new Set(["m"]),
    credentials: [{ id: "crd_memory", secret: new Secret("sk-memory") }],
    ...given,
  };
}
