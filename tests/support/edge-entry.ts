import { newGatewayKey } from "#lib/core/gateway-key.ts";
import { newId } from "#lib/core/ids.ts";
import { parseUsd } from "#lib/core/money.ts";
import { Secret } from "#lib/core/secret.ts";
import { buildCatalog } from "#lib/gateway/catalog/catalog.ts";
import { createGateway } from "#lib/gateway/index.ts";
import type { GatewayKey, GatewayPorts, Settlement } from "#lib/gateway/ports.ts";

/** What the bundle of the engine does inside an edge runtime: one completion with stores in memory. */
export async function runCompletion(): Promise<{
  readonly status: number;
  readonly text: string;
  readonly settled: readonly Settlement["request"][];
}> {
  const settled: Settlement["request"][] = [];
  const reply = await createGateway(portsInMemory(settled)).handle({
    id: newId("req"),
    method: "POST",
    path: "chat/completions",
    headers: { authorization: `Bearer ${newGatewayKey("gw_")}`, "content-type": "application/json" },
    ip: "203.0.113.7",
    body: new TextEncoder().encode(
      JSON.stringify({ model: "small", stream: true, messages: [{ role: "user", content: "Hello" }] }),
    ),
    signal: new AbortController().signal,
    arrivedMs: performance.now(),
  });
  let text = "";
  if (typeof reply.body === "string" || reply.body instanceof Uint8Array) text = String(reply.body);
  else for await (const frame of reply.body) text += frame;
  return { status: reply.status, text, settled };
}

const key: GatewayKey = {
  id: "key_edge",
  organizationId: "org_edge",
  name: "Edge",
  enabled: true,
  allowedModels: [],
  allowedEndpoints: [],
  allowedIps: [],
  unknownPrice: "allow",
  affordableCap: true,
  metadata: {},
  budgets: [
    {
      id: "bud_edge",
      scope: "key",
      limitNanoUsd: parseUsd("1") ?? 0n,
      period: "total",
      timezone: "UTC",
      mode: "hard",
    } as GatewayKey["budgets"][number],
  ],
};

const frames = [
  { choices: [{ index: 0, delta: { role: "assistant", content: "Hi" }, finish_reason: null }] },
  { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
  { choices: [], usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 } },
].map(
  (fields) =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "small", ...fields })}\n\n`,
);

const noReport = {
  answered: () => undefined,
  completed: () => undefined,
  failed: () => undefined,
  ended: () => undefined,
};

function portsInMemory(settled: Settlement["request"][]): GatewayPorts {
  const connection = {
    id: "con_edge",
    revision: "1",
    slug: "edge",
    name: "Edge",
    kind: "openai-compatible",
    baseUrl: "https://upstream.example/v1",
    priority: 1,
    enabled: true,
    headers: {},
    timeouts: {},
    models: new Set(["small"]),
    credentials: [{ id: "crd_edge", secret: new Secret("sk-edge") }],
  };
  return {
    directory: {
      findKey: () => key,
      organization: () => ({
        id: "org_edge",
        connections: [connection],
        routers: new Map(),
        ownPrice: () => ({ kind: "free", version: "test" }),
      }),
    },
    catalog: buildCatalog([]),
    ledger: {
      hold: async ({ amountNanoUsd }) => ({ kind: "held", grantedNanoUsd: amountNanoUsd, parts: [] }),
      settle: async ({ request }) => {
        settled.push(request);
      },
      budgetStates: async () => [],
    },
    requestLog: { find: async () => undefined },
    rateLimiter: { take: ({ limit }) => ({ allowed: true, limit, remaining: limit, resetMs: 1 }) },
    idempotency: {
      claim: async () => ({ kind: "first" }),
      keep: async () => undefined,
      release: async () => undefined,
    },
    health: {
      target: () => undefined,
      credential: () => undefined,
      begin: () => noReport,
      follow: () => noReport,
      claimProbe: () => true,
      rest: () => undefined,
      takeRetry: () => false,
    },
    transport: {
      send: async () => ({
        status: 200,
        headers: { "content-type": "text/event-stream" },
        body: (async function* () {
          for (const frame of [...frames, "data: [DONE]\n\n"]) yield new TextEncoder().encode(frame);
        })(),
        cancel: () => undefined,
      }),
    },
    keptReasoning: { keep: () => undefined, find: async () => new Map() },
    replyCache: { keep: () => undefined, find: async () => undefined },
    publicTransport: { send: () => Promise.reject(new Error("nothing is fetched here")) },
    countTokens: (text) => text.length,
    clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
    random: () => 0.5,
    log: { warn: () => undefined, error: () => undefined },
  };
}
