import { describe, expect, it } from "vitest";
import { nanoUsdFrom } from "#lib/core/money.ts";
import { Secret } from "#lib/core/secret.ts";
import { connection, planFacts, router, rule, seeded, slugs } from "../../../tests/support/plan-facts.ts";
import { buildCatalog } from "../catalog/catalog.ts";
import type { CatalogFile, CatalogRow } from "../catalog/row.ts";
import type { CredentialRest, Health, TargetHealth } from "./health.ts";
import { planTargets } from "./plan.ts";
import type { RequestNeeds } from "./request-needs.ts";
import { usableCredentials } from "./rest.ts";
import type { RouterConfig, RuleConfig } from "./router-config.ts";

describe("a plan", () => {
  it("lets a router with a matching rule decide alone, by ascending priority", () => {
    const plan = planTargets(
      planFacts({ router: router([rule("late", { priority: 9 }), rule("early", { priority: 1 })]) }),
    );
    expect(slugs(plan)).toEqual(["early", "late"]);
  });

  it("goes on to the other ways when no rule of the router matches", () => {
    const plan = planTargets(planFacts({ router: router([rule("late", { models: ["claude-*"] })]) }));
    expect(slugs(plan)).toEqual(["early", "late"]);
  });

  it("shares equal priorities by weight", () => {
    const rules = router([rule("early", { weight: 3 }), rule("late", { weight: 1 })]);
    const draws = Array.from(
      { length: 2_000 },
      (_, index) => slugs(planTargets(planFacts({ router: rules, random: seeded(index) })))[0],
    );
    const share = draws.filter((slug) => slug === "early").length / draws.length;
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.8);
  });

  it("puts the named connection first, then the others of its kind by priority", () => {
    const plan = planTargets(planFacts({ model: "late/m" }));
    expect(slugs(plan)).toEqual(["late", "early"]);
    expect(plan.targets[0]?.model).toBe("m");
  });

  it("takes a kind as a name too", () => {
    expect(slugs(planTargets(planFacts({ model: "openai-compatible/other" })))).toEqual(["early", "late"]);
  });

  it("offers a bare name where a connection's own list has it", () => {
    expect(slugs(planTargets(planFacts({ model: "m" })))).toEqual(["early", "late"]);
    expect(slugs(planTargets(planFacts({ model: "unheard-of" })))).toEqual([]);
  });

  it("names the reason for every target it leaves out", () => {
    const off = connection("off", { enabled: false, priority: 0 });
    const keyless = connection("keyless", { kind: "openai", credentials: [], priority: 0 });
    const plan = planTargets(planFacts({ connections: [off, keyless, connection("early", {})] }));
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
    const plan = planTargets(planFacts({ router: rules }));
    expect(plan.targets.map(({ model }) => model)).toEqual(["renamed"]);
    expect(plan.rejected[0]?.reason).toBe("its rule is for metadata team=a");
  });
});

describe("a router's strategy", () => {
  const two = (fields: readonly [Partial<RuleConfig>, Partial<RuleConfig>], strategy: RouterConfig["strategy"]) =>
    router([rule("early", fields[0]), rule("late", fields[1])], { strategy });

  it("weighted shares among all rules that match, whatever their priorities", () => {
    const routing = two(
      [
        { priority: 1, weight: 1 },
        { priority: 9, weight: 3 },
      ],
      "weighted",
    );
    const firsts = Array.from(
      { length: 2_000 },
      (_, index) => slugs(planTargets(planFacts({ router: routing, random: seeded(index) })))[0],
    );
    const share = firsts.filter((slug) => slug === "late").length / firsts.length;
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.8);
  });

  it("gives rules without any weight equal shares, behind those with one", () => {
    const routing = router([rule("early", { weight: 0 }), rule("late", { weight: 0 })], { strategy: "weighted" });
    const firsts = Array.from(
      { length: 1_000 },
      (_, index) => slugs(planTargets(planFacts({ router: routing, random: seeded(index) })))[0],
    );
    const share = firsts.filter((slug) => slug === "late").length / firsts.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
    const weighed = router([rule("early", { weight: 0 }), rule("late", { weight: 1 })], { strategy: "weighted" });
    expect(slugs(planTargets(planFacts({ router: weighed })))).toEqual(["late", "early"]);
  });

  it("cheapest asks where this request costs least at most, and last where there is no price", () => {
    const worst: Record<string, bigint> = { early: 900n, late: 100n };
    const routing = router([rule("none"), rule("early"), rule("late")], { strategy: "cheapest" });
    const connections = ["none", "early", "late"].map((slug) => connection(slug));
    const plan = planTargets(
      planFacts({
        router: routing,
        connections,
        worstCase: ({ connection: { slug } }) => {
          const amount = worst[slug];
          return amount === undefined ? undefined : nanoUsdFrom(amount);
        },
      }),
    );
    expect(slugs(plan)).toEqual(["late", "early", "none"]);
    expect(plan.targets.map(plan.reasonOf)).toEqual([
      "costs at most $0.0000001",
      "costs at most $0.0000009",
      "has no known price",
    ]);
  });

  it("fastest goes by the first token of streams and by whole replies otherwise, the unmeasured first", () => {
    const health = healthOf({
      early: { firstTokenMs: 900, wholeMs: 100 },
      late: { firstTokenMs: 200, wholeMs: 5_000 },
    });
    const routing = two([{}, {}], "fastest");
    const streamed = planFacts({ router: routing, health, request: { stream: true } });
    expect(slugs(planTargets(streamed))).toEqual(["late", "early"]);
    expect(slugs(planTargets(planFacts({ router: routing, health })))).toEqual(["early", "late"]);
    const one = healthOf({ early: { wholeMs: 100 } });
    expect(slugs(planTargets(planFacts({ router: routing, health: one })))).toEqual(["late", "early"]);
  });

  it("least-busy goes by the requests that are running", () => {
    const routing = two([{ priority: 1 }, { priority: 2 }], "least-busy");
    const health = healthOf({ early: { running: 3 }, late: { running: 2 } });
    const plan = planTargets(planFacts({ router: routing, health }));
    expect(slugs(plan)).toEqual(["late", "early"]);
    expect(plan.targets.map(plan.reasonOf)).toEqual(["2 requests running", "3 requests running"]);
  });
});

describe("what the catalog says of models", () => {
  const small = { id: "small", contextTokens: 1_000, capabilities: { tools: false, vision: false, jsonSchema: false } };
  const large = { id: "large", contextTokens: 100_000, maxOutputTokens: 4_000, capabilities: {} };
  const models = buildCatalog([catalogFile([small, large])]);
  const routing = router([
    rule("early", { targetModel: "small" }),
    rule("late", { targetModel: "large", priority: 2 }),
  ]);
  const places = [connection("early", { kind: "openai" }), connection("late", { kind: "openai" })];
  const plan = (needs: Partial<RequestNeeds>, router = routing) =>
    planTargets(
      planFacts({
        catalog: models,
        router,
        connections: places.map((place) => ({ ...place, models: new Set<string>() })),
        request: { needs: { tools: false, vision: false, jsonSchema: false, inputTokens: 10, ...needs } },
      }),
    );

  it.each([
    [{ tools: true }, "the model takes no tools"],
    [{ vision: true }, "the model reads no pictures"],
    [{ jsonSchema: true }, "the model answers by no JSON schema"],
    [{ inputTokens: 1_001 }, "about 1001 input tokens, and the model reads 1000"],
  ])("leaves out what cannot serve %j", (needs, reason) => {
    expect(slugs(plan({}))).toEqual(["early", "late"]);
    const { rejected, ...rest } = plan(needs);
    expect(slugs(rest)).toEqual(["late"]);
    expect(rejected).toMatchObject([{ kind: "capability", model: "small", reason }]);
  });

  it("leaves out a model that writes less than is asked for", () => {
    expect(plan({ outputTokens: 5_000 }).rejected[0]?.reason).toBe(
      "5000 output tokens are asked for, and the model writes 4000",
    );
  });

  it("leaves the decision to the provider where no model could serve", () => {
    expect(slugs(plan({ inputTokens: 1_000_000 }))).toEqual(["early", "late"]);
  });
});

describe("targets that are out", () => {
  const out = { state: "ejected", ejectedUntilMs: 1_012_000 } as const;

  it("are left out until their time is over, with the reason", () => {
    const plan = planTargets(planFacts({ health: healthOf({ early: out }) }));
    expect(slugs(plan)).toEqual(["late"]);
    expect(plan.rejected).toMatchObject([{ kind: "health", reason: "out after failures, 12 s longer" }]);
  });

  it("are never more than half of all", () => {
    expect(slugs(planTargets(planFacts({ health: healthOf({ early: out, late: out }) })))).toEqual(["early"]);
    const connections = [connection("early")];
    expect(slugs(planTargets(planFacts({ connections, health: healthOf({ early: out }) })))).toEqual(["early"]);
  });

  it("are tried by one request once their time is over", () => {
    const plan = planTargets(planFacts({ health: healthOf({ early: { state: "half-open" } }) }));
    expect(slugs(plan)).toEqual(["early", "late"]);
    expect(plan.probes.map(({ connection: { slug } }) => slug)).toEqual(["early"]);
    expect(slugs(planTargets(planFacts({ health: healthOf({ early: { state: "probing" } }) })))).toEqual(["late"]);
  });
});

describe("targets whose credentials rest", () => {
  const rest = (kind: CredentialRest["kind"], forMs: number) => ({ kind, untilMs: 1_000_000 + forMs });
  const restingAt = (rests: Record<string, CredentialRest>) => ({
    target: () => undefined,
    credential: (key: string) => rests[key],
  });

  it("are left out while others can serve", () => {
    const health = restingAt({ "crd_early@1": rest("refused", 9e9) });
    const plan = planTargets(planFacts({ health }));
    expect(slugs(plan)).toEqual(["late"]);
    expect(plan.rejected).toMatchObject([{ kind: "health", reason: "its keys were refused" }]);
  });

  it("serve on with the credentials that are left", () => {
    const connections = [
      connection("early", {
        credentials: [
          { id: "crd_1", secret: new Secret("a") },
          { id: "crd_2", secret: new Secret("b") },
        ],
      }),
    ];
    const health = restingAt({ "crd_1@1 m": rest("limited", 60_000) });
    const plan = planTargets(planFacts({ connections, health }));
    expect(slugs(plan)).toEqual(["early"]);
    const [target] = plan.targets;
    expect(target && usableCredentials({ health, nowMs: 1_000_000 }, target).map(({ healthKey }) => healthKey)).toEqual(
      ["crd_2@1"],
    );
  });

  it("are waited for a few seconds when nothing else is left, and not for longer", () => {
    const short = restingAt({ "crd_early@1 m": rest("limited", 3_000), "crd_late@1 m": rest("limited", 4_000) });
    const plan = planTargets(planFacts({ health: short }));
    expect([slugs(plan), plan.waitMs]).toEqual([["early"], 3_000]);
    const long = restingAt({ "crd_early@1 m": rest("limited", 60_000), "crd_late@1 m": rest("limited", 90_000) });
    expect(planTargets(planFacts({ health: long }))).toMatchObject({
      targets: [],
      rejected: [{ kind: "limited", untilMs: 1_060_000 }, { kind: "limited" }],
    });
  });

  it("are asked once more when every key was refused: somebody may have seen to it", () => {
    const health = restingAt({ "crd_early@1": rest("refused", 9e9), "crd_late@1": rest("exhausted", 9e5) });
    expect(slugs(planTargets(planFacts({ health })))).toEqual(["early", "late"]);
  });

  it("are asked last after a limit without a time", () => {
    const health = restingAt({ "crd_early@1 m": rest("strained", 5_000) });
    expect(slugs(planTargets(planFacts({ health })))).toEqual(["early", "late"]);
  });
});

/** Health by the slug of a connection; what a test does not say is well. */
function healthOf(known: Record<string, Partial<TargetHealth>>): Pick<Health, "target" | "credential"> {
  return {
    target(key) {
      const found = known[/^con_(\w+)@/.exec(key)?.[1] ?? ""];
      return found && { state: "closed", ejectedUntilMs: 0, running: 0, ...found };
    },
    credential: () => undefined,
  };
}

type FakeModel = {
  readonly id: string;
  readonly contextTokens: number;
  readonly maxOutputTokens?: number;
  readonly capabilities: CatalogRow["capabilities"];
};

function catalogFile(models: readonly FakeModel[]): CatalogFile {
  return {
    provider: "openai",
    models: models.map((model) => ({
      name: model.id,
      mode: "chat",
      inputModalities: ["text"],
      outputModalities: ["text"],
      status: "active",
      source: "test",
      asOf: "2026-01-01",
      agreement: ["test"],
      ...model,
    })),
  };
}
