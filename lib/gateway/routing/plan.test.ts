import { describe, expect, it } from "vitest";
import { Secret } from "#lib/core/secret.ts";
import { buildCatalog } from "../catalog/catalog.ts";
import type { Connection, OrganizationConfig, RouterConfig, RuleConfig } from "../ports.ts";
import { type PlanFacts, planTargets } from "./plan.ts";

const catalog = buildCatalog([]);

describe("a plan", () => {
  it("lets a router with a matching rule decide alone, by ascending priority", () => {
    const plan = planTargets(
      facts({ router: router([rule("late", { priority: 9 }), rule("early", { priority: 1 })]) }),
    );
    expect(slugs(plan)).toEqual(["early", "late"]);
  });

  it("goes on to the other ways when no rule of the router matches", () => {
    const plan = planTargets(facts({ router: router([rule("late", { models: ["claude-*"] })]) }));
    expect(slugs(plan)).toEqual(["early", "late"]);
  });

  it("shares equal priorities by weight", () => {
    const rules = router([rule("early", { weight: 3 }), rule("late", { weight: 1 })]);
    const draws = Array.from(
      { length: 2_000 },
      (_, index) => slugs(planTargets(facts({ router: rules, random: seeded(index) })))[0],
    );
    const share = draws.filter((slug) => slug === "early").length / draws.length;
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.8);
  });

  it("puts the named connection first, then the others of its kind by priority", () => {
    const plan = planTargets(facts({ model: "late/m" }));
    expect(slugs(plan)).toEqual(["late", "early"]);
    expect(plan.targets[0]?.model).toBe("m");
  });

  it("takes a kind as a name too", () => {
    expect(slugs(planTargets(facts({ model: "openai-compatible/other" })))).toEqual(["early", "late"]);
  });

  it("offers a bare name where a connection's own list has it", () => {
    expect(slugs(planTargets(facts({ model: "m" })))).toEqual(["early", "late"]);
    expect(slugs(planTargets(facts({ model: "unheard-of" })))).toEqual([]);
  });

  it("names the reason for every target it leaves out", () => {
    const off = connection("off", { enabled: false, priority: 0 });
    const keyless = connection("keyless", { kind: "openai", credentials: [], priority: 0 });
    const plan = planTargets(facts({ connections: [off, keyless, connection("early", {})] }));
    expect(plan.rejected.map(({ connection: place, reason }) => [place?.slug, reason])).toEqual([
      ["off", "the provider is disabled"],
      ["keyless", "the provider has no key"],
    ]);
  });

  it("rewrites the model where the rule says so, and skips rules whose conditions are not met", () => {
    const rules = router([
      rule("early", { targetModel: "renamed" }),
      rule("late", { conditions: { metadata: { team: "a" } } }),
    ]);
    const plan = planTargets(facts({ router: rules }));
    expect(plan.targets.map(({ model }) => model)).toEqual(["renamed"]);
    expect(plan.rejected[0]?.reason).toBe("its rule is for metadata team=a");
  });
});

type Wanted = {
  readonly model?: string;
  readonly router?: RouterConfig;
  readonly random?: () => number;
  readonly connections?: readonly Connection[];
};

function facts({ model = "m", router: wanted, random = () => 0.5, connections }: Wanted): PlanFacts {
  const organization: OrganizationConfig = {
    id: "org_1",
    connections: connections ?? [connection("late", { priority: 20 }), connection("early", { priority: 10 })],
    routers: new Map(),
    ownPrice: () => undefined,
  };
  const request = { model, endpoint: "chat/completions", stream: false, inputTokens: 10, metadata: {} };
  return { request, organization, catalog, random, ...(wanted ? { router: wanted } : {}) };
}

function connection(slug: string, fields: Partial<Connection>): Connection {
  return {
    id: `con_${slug}`,
    slug,
    name: slug,
    kind: "openai-compatible",
    baseUrl: "https://upstream.example/v1",
    priority: 1,
    enabled: true,
    headers: {},
    timeouts: {},
    models: new Set(["m"]),
    credentials: [{ id: "crd_1", secret: new Secret("sk-1") }],
    ...fields,
  };
}

function router(rules: readonly RuleConfig[]): RouterConfig {
  return { id: "rtr_1", slug: "router", strategy: "priority", timeouts: {}, rules };
}

function rule(slug: string, fields: Partial<RuleConfig>): RuleConfig {
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

function slugs(plan: { readonly targets: readonly { readonly connection: Connection }[] }): readonly string[] {
  return plan.targets.map(({ connection: { slug } }) => slug);
}

/** A small generator with a fixed start, so that a failure repeats. */
function seeded(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
