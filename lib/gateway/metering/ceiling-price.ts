import type { Rate } from "#lib/core/money.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Provider } from "../providers/provider.ts";
import type { PriceState, Rates } from "./price.ts";
import { type UsageClass, usageClasses } from "./usage.ts";

/**
 * The most expensive known price of a provider, class by class: what a model without a price is charged at when its
 * key says `ceiling`. Unknown where the catalog knows no price of the provider at all.
 */
export function ceilingPrice(catalog: Catalog, provider: Provider): PriceState {
  const highest: { [Class in UsageClass]?: Rate } = {};
  for (const { price } of catalog.modelsOf(provider.catalog ?? provider.kind)) {
    if (price.kind === "known")
      raise(highest, [price.price.rates, ...price.price.longContext.map((step) => step.rates)]);
  }
  if (Object.keys(highest).length === 0) return { kind: "unknown" };
  return { kind: "known", price: { version: `ceiling:${catalog.asOf}`, rates: highest, longContext: [], tiers: {} } };
}

function raise(highest: { [Class in UsageClass]?: Rate }, listings: readonly Rates[]): void {
  for (const rates of listings) {
    for (const name of usageClasses) {
      const rate = rates[name];
      if (rate !== undefined && rate > (highest[name] ?? -1n)) highest[name] = rate;
    }
  }
}
