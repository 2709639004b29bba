import { noMoney } from "#lib/core/money.ts";
import { Secret } from "#lib/core/secret.ts";
import { buildCatalog } from "#lib/gateway/catalog/catalog.ts";
import type { Connection, OrganizationConfig } from "#lib/gateway/ports.ts";
import type { Plan, PlanFacts } from "#lib/gateway/routing/plan.ts";
import type { RouterConfig, RuleConfig } from "#lib/gateway/routing/router-config.ts";

/** Facts of one plan, all well and without limits but for what a test changes. */
export type WantedFacts = Partial<Omit<PlanFacts, "request" | "organization">> & {
  readonly model?: string;
  readonly connections?: readonly Connection[];
  readonly request?: Partial<PlanFacts["request"]>;
};

export const emptyCatalog = buildCatalog([]);

export function planFacts({ model = "m", connections, request, ...facts }: WantedFacts): PlanFacts {
  const organization: OrganizationConfig = {
    id: "org_1",
    connections: connections ?? [connection("late", { priority: 20 }), connection("early", { priority: 10 })],
    routers: new Map(),
    ownPrice: () => undefined,
  };
  return {
    request: {
      models: [model],
      endpoint: "chat/completions",
      stream: false,
      needs: { tools: false, vision: false, jsonSchema: false, inputTokens: 10 },
      metadata: {},
      ...request,
    },
    organization,
    catalog: emptyCatalog,
    health: { target: () => undefined, credential: () => undefined },
    nowMs: 1_000_000,
    random: () => 0.5,
    unknownPrice: "allow",
    worstCase: () => noMoney,
    ...facts,
  };
}

export function connection(slug: string, fields: Partial<Connection> = {}): Connection {
  return {
    id: `con_${slug}`,
    revision: "1",
    slug,
    name: slug,
    kind: "openai-compatible",
    baseUrl: "https://upstream.example/v1",
    priority: 1,
    enabled: true,
    headers: {},
    timeouts: {},
    models: new Set(["m"]),
    credentials: [{ id: `crd_${slug}`, secret: new Secret("sk-1") }],
    ...fields,
  };
}

export function router(rules: readonly RuleConfig[], fields: Partial<RouterConfig> = {}): RouterConfig {
  return { id: "rtr_1", slug: "router", strategy: "priority", timeouts: {}, fallbackOn: [], rules, ...fields };
}

/** A rule that sends everything to the connection with this slug. */
export function rule(slug: string, fields: Partial<RuleConfig> = {}): RuleConfig {
  return {
    id: `rul_${slug}`,
    priority: 1,
    models: ["*"],
    conditions: {},
    connectionId: `con_${slug}`,
    weight: 1,
    timeouts: {},
    enabled: true,
    ...fields,
  };
}

export function slugs({ targets }: Pick<Plan, "targets">): readonly string[] {
  return targets.map(({ connection: { slug } }) => slug);
}

/** A small generator with a fixed start, so that a failure repeats. */
export function seeded(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
