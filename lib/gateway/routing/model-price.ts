import type { Catalog, CatalogModel } from "../catalog/catalog.ts";
import { ceilingPrice } from "../metering/ceiling-price.ts";
import type { PriceState } from "../metering/price.ts";
import type { OrganizationConfig } from "../ports.ts";
import type { Provider } from "../providers/provider.ts";
import type { Target } from "./target.ts";

/** What a provider's model costs an organization: its own price, the catalog's, or none where nobody is paid. */
export function modelPrice(
  organization: OrganizationConfig,
  provider: Provider,
  { model, catalogModel }: { readonly model: string; readonly catalogModel: CatalogModel | undefined },
): PriceState {
  const own = organization.ownPrice(provider.kind, model);
  if (own) return own;
  if (catalogModel) return catalogModel.price;
  return provider.freeUnlessListed ? { kind: "free", version: provider.kind } : { kind: "unknown" };
}

const priced = new WeakMap<Target, Target>();

/** The target with its provider's highest price where it has none of its own. Found once: it reads the whole catalog of the provider. */
export function atCeilingPrice(catalog: Catalog, target: Target): Target {
  if (target.price.kind !== "unknown") return target;
  const known = priced.get(target);
  if (known) return known;
  const found = { ...target, price: ceilingPrice(catalog, target.provider) };
  priced.set(target, found);
  return found;
}
