import { describe, expect, it } from "vitest";
import { connection, planFacts, router, rule, seeded, slugs } from "../../../tests/support/plan-facts.ts";
import { planTargets } from "./plan.ts";

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
