import { describe, expect, test } from "vitest";
import type { Price } from "../metering/price.ts";
import { priceOfRow } from "./price-of-row.ts";
import type { CatalogRow } from "./row.ts";

describe("the price of a row", () => {
  test("has a rate for each class that it states, and its day as the version", () => {
    const price = known({ inputUsdPerMtok: "0.15", cacheWrite1hUsdPerMtok: "0.000000001", perSecondUsd: "0.0001" });

    expect(price.version).toBe("catalog:2026-08-01");
    expect(price.rates).toEqual({ input: 150_000_000_000n, cache_write_1h: 1_000n, second: 100_000_000_000_000n });
  });

  test("is free only where the row says so", () => {
    expect(priceOf({ inputUsdPerMtok: "0", outputUsdPerMtok: "0", free: true })).toEqual({
      kind: "free",
      version: "catalog:2026-08-01",
    });
    expect(priceOf({ inputUsdPerMtok: "0", outputUsdPerMtok: "0" })).toEqual({ kind: "unknown" });
  });

  test("is unknown where nobody states one, or only the bill tells", () => {
    expect(priceOf({})).toEqual({ kind: "unknown" });
    expect(priceOf({ variablePrice: true, inputUsdPerMtok: "1" })).toEqual({ kind: "unknown" });
  });

  test("keeps its long-context steps and service tiers", () => {
    const price = known({
      inputUsdPerMtok: "1",
      outputUsdPerMtok: "4",
      longContext: [{ aboveTokens: 200_000, inputUsdPerMtok: "2" }],
      flex: { inputUsdPerMtok: "0.5", outputUsdPerMtok: "2" },
    });

    expect(price.longContext).toEqual([{ aboveTokens: 200_000, rates: { input: 2_000_000_000_000n } }]);
    expect(price.tiers).toEqual({ flex: { input: 500_000_000_000n, output: 2_000_000_000_000n } });
  });

  test("leaves out a tier that prices one side of a model that has two", () => {
    expect(
      known({ inputUsdPerMtok: "0.05", outputUsdPerMtok: "0.4", priority: { inputUsdPerMtok: "2.5" } }).tiers,
    ).toEqual({});
  });

  test("takes the middle price of a search, and the others where they differ", () => {
    const price = known({ inputUsdPerMtok: "1", webSearchUsd: { low: "0.005", medium: "0.008", high: "0.012" } });

    expect(price.rates.web_search).toBe(8_000_000_000_000_000n);
    expect(Object.keys(price.variants ?? {})).toEqual(["search:low", "search:high"]);
    expect(known({ inputUsdPerMtok: "1", webSearchUsd: "0.01" }).variants).toBeUndefined();
  });

  test("knows pictures by quality and size where they differ from the plain one", () => {
    const price = known({
      perImageUsd: "0.04",
      imagePrices: [
        { quality: "default", size: "default", usd: "0.04" },
        { quality: "hd", size: "1024x1792", usd: "0.12" },
      ],
    });

    expect(price.variants).toEqual({ "image:hd/1024x1792": { image: 120_000_000_000_000_000n } });
  });

  test("tells factors of the region, which hold unasked, from those of the speed", () => {
    const price = known({
      inputUsdPerMtok: "5",
      multipliers: { us: "1.1", fast: "6" },
      regionalMultipliers: { eu: "1.104" },
    });

    expect([price.regions, price.speeds]).toEqual([{ eu: 1_104n, us: 1_100n }, { fast: 6_000n }]);
    expect(known({ inputUsdPerMtok: "5", regionalMultipliers: { eu: "1", us: "1" } }).regions).toBeUndefined();
  });
});

function known(prices: Partial<CatalogRow>): Price {
  const state = priceOf(prices);
  if (state.kind !== "known") throw new Error(`the price is ${state.kind}`);
  return state.price;
}

function priceOf(prices: Partial<CatalogRow>) {
  return priceOfRow({
    id: "model",
    name: "Model",
    mode: "chat",
    inputModalities: ["text"],
    outputModalities: ["text"],
    capabilities: {},
    status: "active",
    source: "test",
    asOf: "2026-08-01",
    agreement: ["test"],
    ...prices,
  });
}
