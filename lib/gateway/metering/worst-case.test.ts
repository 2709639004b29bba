import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatUsd, nanoUsdFrom, parseUsd, parseUsdPerMillion, parseUsdPerUnit, type Rate } from "#lib/core/money.ts";
import { chargesFor } from "./cost.ts";
import type { Price, PriceState, Rates } from "./price.ts";
import { tokenClasses } from "./rate-for.ts";
import { inputTokensOf, outputTokensOf, type UsageClass, type UsageCounts } from "./usage.ts";
import { affordableOutputTokens, type CostBounds, worstCaseCost } from "./worst-case.ts";

const bounds = { inputTokens: 1_000, outputTokens: 100, choices: 1 };

describe("the worst case", () => {
  test("is every token at the dearest class of its side, for every choice", () => {
    const price = known({
      input: million("3"),
      cache_write: million("3.75"),
      cached_input: million("0.3"),
      output: million("15"),
    });

    expect(usd({ ...bounds, choices: 2 }, price)).toBe("0.00675");
  });

  test("covers a tier that an account may use without being asked, and a dearer region", () => {
    const price = known(
      { input: million("1"), output: million("1") },
      { tiers: { priority: { input: million("2"), output: million("2") } }, regions: { us: 1_100n, eu: 1_050n } },
    );

    expect(usd(bounds, price)).toBe("0.00242");
  });

  test("covers a speed, a search or a picture only if the request asks for it", () => {
    const price = known(
      { input: million("1"), output: million("1"), web_search: each("0.01") },
      { speeds: { fast: 6_000n }, variants: { "search:high": { web_search: each("0.03") } } },
    );

    expect(usd({ ...bounds, units: { web_search: 1 } }, price)).toBe("0.0111");
    expect(usd({ ...bounds, units: { web_search: 1 }, conditions: ["fast", "search:high"] }, price)).toBe("0.0366");
  });

  test("reaches for a long-context price only when the input can be that long", () => {
    const price = known(
      { input: million("1"), output: million("1") },
      { longContext: [{ aboveTokens: 1_000, rates: { input: million("2"), output: million("2") } }] },
    );

    expect(usd(bounds, price)).toBe("0.0011");
    expect(usd({ ...bounds, inputTokens: 1_001 }, price)).toBe("0.002202");
  });

  test("leaves out kinds of tokens that the request cannot have", () => {
    const price = known({ input: million("1"), audio_input: million("40"), output: million("2") });

    expect(usd(bounds, price)).toBe("0.0402");
    expect(usd({ ...bounds, classes: ["input", "cached_input", "output"] }, price)).toBe("0.0012");
  });

  test("counts the request itself where requests have a price", () => {
    expect(usd({ inputTokens: 5, outputTokens: 0, choices: 1 }, known({ request: each("0.002") }))).toBe("0.002");
  });

  test("is nothing for a free model and for one without a price", () => {
    expect(usd(bounds, { kind: "free", version: "local" })).toBe("0");
    expect(usd(bounds, { kind: "unknown" })).toBe("0");
  });

  test("is never exceeded by what a request within its bounds is charged", () => {
    fc.assert(
      fc.property(anyPrice, anyCounts, anyTier, (price, counts, serviceTier) => {
        const state = { kind: "known" as const, price };
        const units: UsageCounts = { request: 1, web_search: counts.web_search ?? 0 };
        const limits = { inputTokens: inputTokensOf(counts), outputTokens: outputTokensOf(counts), choices: 1, units };
        const { costNanoUsd } = chargesFor({ counts: { ...counts, request: 1 }, serviceTier }, state, ["us"]);
        expect(worstCaseCost(limits, state) >= costNanoUsd).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the output that an amount affords", () => {
  test("is the most with which the worst case still fits", () => {
    const price = known({ input: million("0.15"), output: million("0.6") });
    const amount = parseUsd("0.001") ?? nanoUsdFrom(0);

    expect(affordableOutputTokens(amount, bounds, price)).toBe(1_416);
    expect(affordableOutputTokens(amount, { ...bounds, choices: 3 }, price)).toBe(472);
    expect(affordableOutputTokens(nanoUsdFrom(10), bounds, price)).toBe(0);
  });

  test("is without end where output costs nothing", () => {
    const embedding = known({ input: million("0.02"), output: million("0") });

    expect(affordableOutputTokens(nanoUsdFrom(1_000_000), bounds, embedding)).toBe(Number.POSITIVE_INFINITY);
    expect(affordableOutputTokens(nanoUsdFrom(0), bounds, { kind: "unknown" })).toBe(Number.POSITIVE_INFINITY);
  });

  test("fits the amount, and one token more does not", () => {
    fc.assert(
      fc.property(
        anyPrice,
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1, max: 4 }),
        (price, spare, choices) => {
          const state = { kind: "known" as const, price };
          const limits = { inputTokens: 500, choices };
          const amount = nanoUsdFrom(worstCaseCost({ ...limits, outputTokens: 0 }, state) + BigInt(spare));
          const outputTokens = affordableOutputTokens(amount, limits, state);
          if (outputTokens === Number.POSITIVE_INFINITY) return;
          expect(worstCaseCost({ ...limits, outputTokens }, state) <= amount).toBe(true);
          expect(worstCaseCost({ ...limits, outputTokens: outputTokens + 1 }, state) > amount).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

const allClasses: readonly UsageClass[] = [...tokenClasses.input, ...tokenClasses.output, "request", "web_search"];
const anyRate = fc
  .bigInt({ min: 0n, max: 60_000_000_000_000n })
  .map((pico) => required(parseUsdPerMillion(decimal(pico))));
const anyRates: fc.Arbitrary<Rates> = fc
  .record({ input: anyRate, output: anyRate }, { requiredKeys: [] })
  .chain((roots) =>
    fc.dictionary(fc.constantFrom(...allClasses), anyRate, { maxKeys: 8 }).map((rest) => ({ ...rest, ...roots })),
  );
const anyPrice: fc.Arbitrary<Price> = fc.record({
  version: fc.constant("any"),
  rates: anyRates,
  longContext: fc
    .array(fc.record({ aboveTokens: fc.integer({ min: 1, max: 2_000 }), rates: anyRates }), { maxLength: 2 })
    .map((steps) => steps.toSorted((left, right) => left.aboveTokens - right.aboveTokens)),
  tiers: fc.dictionary(fc.constantFrom("flex", "priority"), anyRates),
  regions: fc.constant({ us: 1_100n }),
});
const anyCounts: fc.Arbitrary<UsageCounts> = fc.dictionary(
  fc.constantFrom(...allClasses),
  fc.integer({ min: 0, max: 1_500 }),
);
const anyTier = fc.constantFrom("flex", "priority", "standard");

function decimal(pico: bigint): string {
  const digits = pico.toString().padStart(13, "0");
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`;
}

function usd(limits: CostBounds, price: PriceState): string {
  return formatUsd(worstCaseCost(limits, price));
}

function million(text: string): Rate {
  return required(parseUsdPerMillion(text));
}

function each(text: string): Rate {
  return required(parseUsdPerUnit(text));
}

function required(rate: Rate | undefined): Rate {
  if (rate === undefined) throw new Error("the test states a bad price");
  return rate;
}

function known(rates: Rates, rest: Partial<Price> = {}): PriceState {
  return { kind: "known", price: { version: "test", rates, longContext: [], tiers: {}, ...rest } };
}
