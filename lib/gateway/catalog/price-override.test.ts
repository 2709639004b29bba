import { describe, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { formatUsd } from "#lib/core/money.ts";
import { chargesFor } from "../metering/cost.ts";
import { priceFromOverride } from "./price-override.ts";

describe("an organization's own price", () => {
  test("is read exactly, and charged by the same rules as the catalog's", () => {
    const read = priceFromOverride(
      {
        inputUsdPerMtok: "1.000000000001",
        outputUsdPerMtok: "2",
        perRequestUsd: "0.001",
        longContext: [{ aboveTokens: 100, inputUsdPerMtok: "3" }],
      },
      "own:7",
    );
    if (read.kind !== "price") throw new Error("the price was refused");
    const cost = (input: number) => {
      const { charges, costNanoUsd } = chargesFor({ counts: { input, output: 1, request: 1 } }, read.price);
      return [formatUsd(costNanoUsd), charges[0]?.priceVersion];
    };

    expect(cost(100)).toEqual(["0.001102001", "own:7"]);
    expect(cost(200)).toEqual(["0.001602", "own:7"]);
  });

  test("has all the fields of the contract", () => {
    const tokens = ["input", "output", "cachedInput", "cacheWrite", "cacheWrite1h", "reasoningOutput"];
    const media = ["audioInput", "audioOutput", "imageInput", "imageOutput"];
    const pieces = ["perRequestUsd", "perImageUsd", "perSecondUsd", "perCharacterUsd"];
    const fields = [...[...tokens, ...media].map((name) => `${name}UsdPerMtok`), ...pieces];
    const read = priceFromOverride(Object.fromEntries(fields.map((field) => [field, "1"])), "own:1");

    expect(read).toMatchObject({ kind: "price", price: { kind: "known" } });
    expect(read.kind === "price" && read.price.kind === "known" && Object.keys(read.price.price.rates).length).toBe(14);
  });

  test("of nothing but zeros is free", () => {
    expect(priceFromOverride({ inputUsdPerMtok: "0", outputUsdPerMtok: "0.000" }, "own:1")).toEqual({
      kind: "price",
      price: { kind: "free", version: "own:1" },
    });
  });

  test("sorts its long-context steps", () => {
    const longContext = [
      { aboveTokens: 200, inputUsdPerMtok: "3" },
      { aboveTokens: 100, inputUsdPerMtok: "2" },
    ];
    const read = priceFromOverride({ inputUsdPerMtok: "1", longContext }, "own:1");

    expect(read).toMatchObject({ price: { price: { longContext: [{ aboveTokens: 100 }, { aboveTokens: 200 }] } } });
  });
});

describe("a bad price is refused by the name of its field", () => {
  test.each<[JsonObject, string, RegExp]>([
    [{ inputUsdPerMtok: 0.15 }, "inputUsdPerMtok", /not a JSON number/],
    [{ inputUsdPerMtok: null }, "inputUsdPerMtok", /decimal string/],
    [{ inputUsdPerMtok: "-1" }, "inputUsdPerMtok", /negative/],
    [{ inputUsdPerMtok: "1e3" }, "inputUsdPerMtok", /decimal string/],
    [{ inputUsdPerMtok: "1,5" }, "inputUsdPerMtok", /decimal string/],
    [{ inputUsdPerMtok: "" }, "inputUsdPerMtok", /decimal string/],
    [{ inputUsdPerMtok: "0.0000000000001" }, "inputUsdPerMtok", /12 decimal places/],
    [{ inputUsdPerMtok: "10000000" }, "inputUsdPerMtok", /below/],
    [{ inputUsdPerMtok: "1", inputPrice: "1" }, "inputPrice", /not a price field/],
    [{ inputUsdPerMtok: "1", constructor: "1" }, "constructor", /not a price field/],
    [{}, "inputUsdPerMtok", /at least one/],
    [{ cachedInputUsdPerMtok: "1" }, "inputUsdPerMtok", /needed beside/],
    [{ inputUsdPerMtok: "1", reasoningOutputUsdPerMtok: "1" }, "outputUsdPerMtok", /needed beside/],
    [{ inputUsdPerMtok: "1", longContext: {} }, "longContext", /list/],
    [{ inputUsdPerMtok: "1", longContext: [{ inputUsdPerMtok: "2" }] }, "longContext[0].aboveTokens", /whole number/],
    [
      { inputUsdPerMtok: "1", longContext: [{ aboveTokens: 1.5, inputUsdPerMtok: "2" }] },
      "longContext[0].aboveTokens",
      /whole/,
    ],
    [{ inputUsdPerMtok: "1", longContext: [{ aboveTokens: 5 }] }, "longContext[0]", /at least one/],
    [
      { inputUsdPerMtok: "1", longContext: [{ aboveTokens: 5, inputUsdPerMtok: 2 }] },
      "longContext[0].inputUsdPerMtok",
      /number/,
    ],
    [
      {
        inputUsdPerMtok: "1",
        longContext: [
          { aboveTokens: 5, inputUsdPerMtok: "2" },
          { aboveTokens: 5, inputUsdPerMtok: "3" },
        ],
      },
      "longContext",
      /same/,
    ],
  ])("%o: %s", (fields, field, problem) => {
    const read = priceFromOverride(fields, "own:1");

    expect(read.kind === "problems" ? read.problems : []).toContainEqual({
      field,
      problem: expect.stringMatching(problem),
    });
  });

  test("all at once", () => {
    const read = priceFromOverride({ inputUsdPerMtok: 1, outputUsdPerMtok: "x", other: "1" }, "own:1");

    expect(read.kind === "problems" && read.problems.map(({ field }) => field)).toEqual([
      "inputUsdPerMtok",
      "outputUsdPerMtok",
      "other",
    ]);
  });
});
