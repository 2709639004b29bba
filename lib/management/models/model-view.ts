import { z } from "zod";
import { formatUsdPerMillion, formatUsdPerUnit } from "#lib/core/money.ts";
import type { CatalogModel } from "#lib/gateway/catalog/catalog.ts";
import { tokenPriceFields, unitPriceFields } from "#lib/gateway/catalog/price-fields.ts";
import { catalogModes } from "#lib/gateway/catalog/row.ts";
import type { PriceState, Rates } from "#lib/gateway/metering/price.ts";

/** Prices by their field's name, decimal strings in USD; what is absent has no price of its own. */
export const pricesView = z.record(z.string(), z.string());

export const modelRow = z.object({
  provider: z.string(),
  id: z.string(),
  name: z.string(),
  mode: z.enum(catalogModes),
  free: z.boolean(),
  priceState: z.enum(["known", "free", "unknown"]),
  /** Where the price comes from: the catalog's day, or the organization's own version. */
  priceVersion: z.string().nullable(),
  isOwnPrice: z.boolean(),
  inputUsdPerMtok: z.string().nullable(),
  outputUsdPerMtok: z.string().nullable(),
  cachedInputUsdPerMtok: z.string().nullable(),
  prices: pricesView,
  longContext: z.array(z.object({ aboveTokens: z.int(), prices: pricesView })),
  contextTokens: z.int().nullable(),
  maxInputTokens: z.int().nullable(),
  maxOutputTokens: z.int().nullable(),
  inputModalities: z.array(z.string()),
  outputModalities: z.array(z.string()),
  capabilities: z.record(z.string(), z.boolean()),
  status: z.string(),
  releasedOn: z.string().nullable(),
  deprecatedOn: z.string().nullable(),
});
export type ModelRow = z.infer<typeof modelRow>;

export function toModelRow(model: CatalogModel, isOwnPrice: boolean): ModelRow {
  const { row, price } = model;
  const prices = pricesOf(price.kind === "known" ? price.price.rates : {});
  const zero = price.kind === "free" ? "0" : null;
  return {
    provider: model.provider,
    id: model.id,
    name: model.name,
    mode: model.mode,
    free: price.kind === "free",
    priceState: price.kind,
    priceVersion: versionOf(price),
    isOwnPrice,
    inputUsdPerMtok: prices["inputUsdPerMtok"] ?? zero,
    outputUsdPerMtok: prices["outputUsdPerMtok"] ?? zero,
    cachedInputUsdPerMtok: prices["cachedInputUsdPerMtok"] ?? zero,
    prices,
    longContext: price.kind === "known" ? price.price.longContext.map(toStep) : [],
    contextTokens: model.contextTokens ?? null,
    maxInputTokens: model.maxInputTokens ?? null,
    maxOutputTokens: model.maxOutputTokens ?? null,
    inputModalities: row.inputModalities,
    outputModalities: row.outputModalities,
    capabilities: { ...model.capabilities },
    status: row.status,
    releasedOn: row.releasedOn ?? null,
    deprecatedOn: row.deprecatedOn ?? null,
  };
}

function toStep({ aboveTokens, rates }: { readonly aboveTokens: number; readonly rates: Rates }) {
  return { aboveTokens, prices: pricesOf(rates) };
}

function versionOf(price: PriceState): string | null {
  switch (price.kind) {
    case "known":
      return price.price.version;
    case "free":
      return price.version;
    case "unknown":
      return null;
  }
}

function pricesOf(rates: Rates): Record<string, string> {
  const prices: Record<string, string> = {};
  for (const [field, name] of tokenPriceFields) {
    const rate = rates[name];
    if (rate !== undefined) prices[field] = formatUsdPerMillion(rate);
  }
  for (const [field, name] of unitPriceFields) {
    const rate = rates[name];
    if (rate !== undefined) prices[field] = formatUsdPerUnit(rate);
  }
  return prices;
}
