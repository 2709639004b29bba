import { describe, expect, test } from "vitest";
import { formatUsd, parseUsdPerMillion, parseUsdPerUnit, type Rate } from "#lib/core/money.ts";
import { chargesFor, chargesFromReport } from "./cost.ts";
import { imageCondition, type Price, type PriceState, searchCondition } from "./price.ts";
import type { Usage, UsageCounts } from "./usage.ts";

const mini = known({ input: million("0.15"), output: million("0.6"), cached_input: million("0.075") });

describe("a receipt", () => {
  test("has one line for each class that was used, in a fixed order, and adds up", () => {
    const { charges, costNanoUsd, priced } = chargesFor(used({ output: 10, cached_input: 100, input: 50 }), mini);

    expect(charges).toEqual([
      line("input", [50, "0.15"], 7_500n),
      line("cached_input", [100, "0.075"], 7_500n),
      line("output", [10, "0.6"], 6_000n),
    ]);
    expect([formatUsd(costNanoUsd), priced]).toEqual(["0.000021", true]);
  });

  test("rounds each line up to the nano-dollar, and nothing else", () => {
    const odd = known({ input: million("0.083333333"), output: million("0.0001") });

    expect(amounts({ input: 1, output: 1 }, odd)).toEqual({ input: 84n, output: 1n });
    expect(amounts({ input: 1_000_000 }, odd)).toEqual({ input: 83_333_333n });
  });

  test("of a free model shows what was used, at nothing, and who said so", () => {
    const { charges, costNanoUsd, priced } = chargesFor(used({ input: 5 }), { kind: "free", version: "local" });

    expect(charges).toMatchObject([
      { class: "input", quantity: 5, rate: 0n, amountNanoUsd: 0n, priceVersion: "local" },
    ]);
    expect([costNanoUsd, priced]).toEqual([0n, true]);
  });

  test("without a price is empty and says that it is no price", () => {
    expect(chargesFor(used({ input: 5 }), { kind: "unknown" })).toEqual({
      charges: [],
      costNanoUsd: 0n,
      priced: false,
    });
  });

  test("is no price either where nothing that was used is what the price is for", () => {
    const byCharacter = known({ character: each("0.000015") });

    expect(chargesFor(used({ input: 5, request: 1 }), byCharacter).priced).toBe(false);
    expect(chargesFor(used({ request: 1 }), byCharacter).priced).toBe(true);
    expect(chargesFor(used({}), byCharacter).priced).toBe(true);
  });

  test("tells rates by the million from rates by the piece", () => {
    const searching = known({ input: million("1"), web_search: each("0.01"), request: each("0.002") });
    const { charges } = chargesFor(used({ input: 1, request: 1, web_search: 3 }), searching);

    expect(charges.map(({ class: name, unit, amountNanoUsd }) => [name, unit, amountNanoUsd])).toEqual([
      ["input", "million", 1_000n],
      ["request", "unit", 2_000_000n],
      ["web_search", "unit", 30_000_000n],
    ]);
  });

  test("stays exact where floats do not: a billion tokens at a price with nine places", () => {
    expect(amounts({ input: 999_999_999 }, known({ input: million("0.123456789") }))).toEqual({
      input: 123_456_788_877n,
    });
  });
});

describe("a class without a price of its own", () => {
  test.each<[keyof UsageCounts, Price["rates"], string]>([
    ["cached_input", { input: million("2") }, "2"],
    ["cache_write", { input: million("2") }, "2"],
    ["cache_write_1h", { input: million("2"), cache_write: million("2.5") }, "2.5"],
    ["cache_write_1h", { input: million("2") }, "2"],
    ["reasoning", { input: million("2"), output: million("8") }, "8"],
    ["audio_input", { input: million("2") }, "2"],
    ["image_input", { input: million("2") }, "2"],
    ["audio_output", { output: million("8") }, "8"],
    ["image_output", { output: million("8") }, "8"],
    ["cached_audio_input", { input: million("2"), cached_input: million("0.2") }, "0.2"],
    ["cached_audio_input", { input: million("2"), cached_input: million("0.2"), audio_input: million("6") }, "6"],
    ["cached_image_input", { input: million("2"), cached_input: million("0.2") }, "0.2"],
    ["cached_image_input", { input: million("2"), cached_input: million("0.2"), image_input: million("9") }, "9"],
    ["output", { input: million("5"), image_output: million("40") }, "40"],
    ["output", { input: million("0.6"), audio_output: million("12") }, "12"],
  ])("%s with %o costs as much as what it is a part of", (name, rates, expected) => {
    expect(chargesFor(used({ [name]: 1_000_000 }), known(rates)).charges[0]?.rate).toBe(million(expected));
  });
});

describe("a long context", () => {
  const pro = known(
    { input: million("1.25"), output: million("10"), cached_input: million("0.125"), cache_write: million("4") },
    {
      longContext: [
        { aboveTokens: 200, rates: { input: million("2.5"), output: million("15"), cached_input: million("0.25") } },
        { aboveTokens: 1_000, rates: { input: million("5"), output: million("30") } },
      ],
    },
  );

  test("prices the whole request by all of its input, cached tokens included", () => {
    expect(rates({ input: 100, cached_input: 100, output: 1 }, pro)).toEqual(["1.25", "0.125", "10"]);
    expect(rates({ input: 100, cached_input: 101, output: 1 }, pro)).toEqual(["2.5", "0.25", "15"]);
    expect(rates({ input: 1_001, output: 1 }, pro)).toEqual(["5", "30"]);
  });

  test("bills cached tokens at its full input price where it states no cached one", () => {
    expect(rates({ input: 1_000, cached_input: 1 }, pro)).toEqual(["5", "5"]);
  });

  test("never makes cheaper what the standard listing prices apart", () => {
    expect(rates({ input: 300, cache_write: 1 }, pro)).toEqual(["2.5", "4"]);
  });

  test("leaves a side alone that its listing does not mention", () => {
    const onlyOutput = known(
      { input: million("1"), cached_input: million("0.1"), output: million("2") },
      { longContext: [{ aboveTokens: 10, rates: { output: million("3") } }] },
    );

    expect(rates({ input: 20, cached_input: 20, output: 1 }, onlyOutput)).toEqual(["1", "0.1", "3"]);
  });
});

describe("the service tier that was really used", () => {
  const tiered = known(
    { input: million("2"), output: million("8"), audio_input: million("40"), cached_input: million("0.5") },
    {
      tiers: {
        flex: { input: million("1"), output: million("4"), cached_input: million("0.25") },
        priority: { input: million("3.5"), output: million("14") },
      },
      longContext: [{ aboveTokens: 1_000, rates: { input: million("4"), output: million("12") } }],
    },
  );
  const tier = (counts: UsageCounts, serviceTier: string) => rates(counts, tiered, { serviceTier });

  test("has its own rates, and those of the class a class is a part of", () => {
    expect(tier({ input: 1, cached_input: 1, output: 1, reasoning: 1 }, "flex")).toEqual(["1", "0.25", "4", "4"]);
    expect(tier({ input: 1, cached_input: 1 }, "priority")).toEqual(["3.5", "3.5"]);
  });

  test("that the price does not know is the standard one", () => {
    expect(tier({ input: 1, output: 1 }, "default")).toEqual(["2", "8"]);
    expect(tier({ input: 1 }, "constructor")).toEqual(["2"]);
  });

  test("does not lower what it does not mention", () => {
    expect(tier({ audio_input: 1 }, "flex")).toEqual(["40"]);
  });

  test("meets a long context at the dearer of the two", () => {
    expect(tier({ input: 1_001, output: 1 }, "flex")).toEqual(["4", "12"]);
    expect(tier({ input: 1_001, output: 1 }, "priority")).toEqual(["4", "14"]);
  });
});

describe("a condition", () => {
  const opus = known(
    { input: million("5"), output: million("25"), web_search: each("0.01") },
    {
      regions: { us: 1_100n },
      speeds: { fast: 6_000n },
      variants: { [searchCondition("high")]: { web_search: each("0.03") } },
    },
  );

  test("multiplies the token rates and no others, several by each other", () => {
    expect(rates({ input: 1, output: 1, web_search: 1 }, opus, { conditions: ["us"] })).toEqual([
      "5.5",
      "27.5",
      "10000",
    ]);
    expect(rates({ input: 1 }, opus, { conditions: ["us", "fast"] })).toEqual(["33"]);
    expect(rates({ input: 1 }, opus, { serviceTier: "fast" })).toEqual(["30"]);
  });

  test("picks the price of the search or the picture that was asked for", () => {
    const drawing = known(
      { image: each("0.04") },
      { variants: { [imageCondition("hd", "1024x1792")]: { image: each("0.12") } } },
    );

    expect(amounts({ web_search: 2 }, opus, [searchCondition("high")])).toEqual({ web_search: 60_000_000n });
    expect(amounts({ image: 1 }, drawing)).toEqual({ image: 40_000_000n });
    expect(amounts({ image: 2 }, drawing, ["image:hd/1024x1792"])).toEqual({ image: 240_000_000n });
  });

  test("a picture is not paid twice where its tokens were counted", () => {
    const both = known({ input: million("0.3"), image: each("0.039"), image_output: million("30") });

    expect(amounts({ image: 1, image_output: 1_290 }, both)).toEqual({ image_output: 38_700_000n });
    expect(amounts({ image: 1 }, both)).toEqual({ image: 39_000_000n });
  });
});

describe("the provider's own figure", () => {
  test.each([
    ["0.00013305", "0.00013305"],
    ["1.5e-7", "0.00000015"],
    ["0.00013305000000000002", "0.00013305"],
    ["0.0000000001", "0.000000001"],
    ["3", "3"],
    ["0", "0"],
  ])("%s becomes one line of %s", (reportedCostUsd, expected) => {
    const cost = chargesFromReport({ counts: { input: 9 }, reportedCostUsd }, "reported");

    expect(formatUsd(cost.costNanoUsd)).toBe(expected);
    expect(cost.charges).toMatchObject([{ class: "request", quantity: 1, unit: "unit", priceVersion: "reported" }]);
    expect(cost.priced).toBe(true);
  });

  test.each([undefined, "", "-1", "NaN", "1,5"])("%s is no figure", (reportedCostUsd) => {
    const usage = reportedCostUsd === undefined ? { counts: {} } : { counts: {}, reportedCostUsd };
    expect(chargesFromReport(usage, "reported").priced).toBe(false);
  });
});

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

function known(rates: Price["rates"], rest: Partial<Price> = {}): PriceState {
  return { kind: "known", price: { version: "test", rates, longContext: [], tiers: {}, ...rest } };
}

function used(counts: UsageCounts): Usage {
  return { counts };
}

function line(name: string, [quantity, rate]: readonly [number, string], amountNanoUsd: bigint) {
  return { class: name, quantity, rate: million(rate), unit: "million", priceVersion: "test", amountNanoUsd };
}

function amounts(counts: UsageCounts, price: PriceState, conditions: readonly string[] = []) {
  const { charges } = chargesFor(used(counts), price, conditions);
  return Object.fromEntries(charges.map((charge) => [charge.class, charge.amountNanoUsd]));
}

type Circumstances = { readonly serviceTier?: string; readonly conditions?: readonly string[] };

/** The rates of the lines in USD per million units. */
function rates(counts: UsageCounts, price: PriceState, { conditions = [], ...usage }: Circumstances = {}) {
  const { charges } = chargesFor({ counts, ...usage }, price, conditions);
  return charges.map(({ rate }) => (Number(rate) / 1e12).toString());
}
