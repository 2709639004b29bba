import { invariant } from "#lib/core/invariant.ts";
import { parseUsdPerMillion, parseUsdPerUnit, type Rate } from "#lib/core/money.ts";
import { imageCondition, type Price, type PriceState, type Rates, searchCondition } from "../metering/price.ts";
import { type RatesDraft, type TokenPriceField, tokenPriceFields, unitPriceFields } from "./price-fields.ts";
import type { CatalogRow } from "./row.ts";

type TokenPrices = { readonly [Field in TokenPriceField]?: string };

const serviceTiers = ["batch", "flex", "priority"] as const;

/**
 * What a catalog row says a model costs. A price of zero that the row does not call free stands for one that its
 * sources could not express (a song, a clip), so it is unknown; so is one that the provider only tells afterwards.
 */
export function priceOfRow(row: CatalogRow): PriceState {
  const version = `catalog:${row.asOf}`;
  if (row.free) return { kind: "free", version };
  const rates = ratesOf(row);
  if (row.variablePrice || Object.values(rates).every((rate) => rate === 0n)) return { kind: "unknown" };

  const variants = variantsOf(row, rates);
  const { fast, ...regionsOfMaker } = row.multipliers ?? {};
  const regions = factorsOf({ ...row.regionalMultipliers, ...regionsOfMaker });
  const speeds = factorsOf(fast === undefined ? {} : { fast });
  const price: Price = {
    version,
    rates,
    longContext: (row.longContext ?? []).map((step) => ({ aboveTokens: step.aboveTokens, rates: tokenRatesOf(step) })),
    tiers: tiersOf(row, rates),
    ...(variants ? { variants } : {}),
    ...(regions ? { regions } : {}),
    ...(speeds ? { speeds } : {}),
  };
  return { kind: "known", price };
}

function ratesOf(row: CatalogRow): RatesDraft {
  const rates = tokenRatesOf(row);
  for (const [field, name] of unitPriceFields) {
    const value = row[field];
    if (value !== undefined) rates[name] = perUnit(value);
  }
  const search = row.webSearchUsd;
  // The makers' own default where a search's depth is not said.
  if (search !== undefined) rates.web_search = perUnit(typeof search === "string" ? search : search.medium);
  return rates;
}

function tokenRatesOf(prices: TokenPrices): RatesDraft {
  const rates: RatesDraft = {};
  for (const [field, name] of tokenPriceFields) {
    const value = prices[field];
    if (value === undefined) continue;
    const rate = parseUsdPerMillion(value);
    invariant(rate !== undefined, `a catalog price is a decimal string, not '${value}'`);
    rates[name] = rate;
  }
  return rates;
}

/** A tier that prices only one side of a model that has two is no listing, and the standard rates hold. */
function tiersOf(row: CatalogRow, standard: Rates): { readonly [tier: string]: Rates } {
  const tiers: Record<string, Rates> = {};
  for (const name of serviceTiers) {
    const prices = row[name];
    if (!prices) continue;
    const rates = tokenRatesOf(prices);
    const whole =
      (standard.input === undefined || rates.input !== undefined) && (!standard.output || rates.output !== undefined);
    if (whole) tiers[name] = rates;
  }
  return tiers;
}

/** Only what differs from the standard rate, so that most models carry none. */
function variantsOf(row: CatalogRow, standard: Rates): { readonly [condition: string]: Rates } | undefined {
  const variants: Record<string, Rates> = {};
  const search = row.webSearchUsd;
  if (typeof search === "object") {
    for (const depth of ["low", "high"] as const) {
      const rate = perUnit(search[depth]);
      if (rate !== standard.web_search) variants[searchCondition(depth)] = { web_search: rate };
    }
  }
  for (const { quality, size, usd } of row.imagePrices ?? []) {
    const rate = perUnit(usd);
    if (rate !== standard.image) variants[imageCondition(quality, size)] = { image: rate };
  }
  return Object.keys(variants).length === 0 ? undefined : variants;
}

function factorsOf(factors: Readonly<Record<string, string>>): { readonly [condition: string]: bigint } | undefined {
  const parsed = Object.entries(factors).filter(([, factor]) => factor !== "1");
  if (parsed.length === 0) return undefined;
  return Object.fromEntries(parsed.map(([condition, factor]) => [condition, thousandthsOf(factor)]));
}

function thousandthsOf(factor: string): bigint {
  const [whole = "0", fraction = ""] = factor.split(".");
  return BigInt(whole + fraction.padEnd(3, "0"));
}

function perUnit(value: string): Rate {
  const rate = parseUsdPerUnit(value);
  invariant(rate !== undefined, `a catalog price is a decimal string, not '${value}'`);
  return rate;
}
