import { noRate, type Rate } from "#lib/core/money.ts";
import type { Catalog, CatalogModel } from "./catalog.ts";
import type { CatalogMode } from "./row.ts";

export const catalogSorts = ["name", "provider", "inputPrice", "outputPrice", "context", "released"] as const;

export type CatalogSort = (typeof catalogSorts)[number];

export type CatalogQuery = {
  /** Words that must all stand in the provider, the id or the name, in any case. */
  readonly search?: string;
  readonly provider?: string;
  readonly mode?: CatalogMode;
  readonly free?: boolean;
  readonly tools?: boolean;
  readonly vision?: boolean;
  readonly reasoning?: boolean;
  readonly minContextTokens?: number;
  /** Leaves out models without a known input price. */
  readonly maxInputRate?: Rate;
  /** A leading `-` turns the order around. What has no value for it comes last either way. */
  readonly sort?: CatalogSort | `-${CatalogSort}`;
  /** An ISO day: leaves out what was withdrawn by then, as pickers do. */
  readonly availableOn?: string;
};

/** The models that a query asks for; without `sort`, in the order of the catalog. */
export function searchCatalog({ models }: Pick<Catalog, "models">, query: CatalogQuery): readonly CatalogModel[] {
  const words = query.search?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  const found = models.filter((model) => matches(model, query) && contains(model, words));
  return query.sort === undefined ? found : sortModels(found, query.sort);
}

export type CatalogStats = {
  readonly models: number;
  readonly providers: number;
  readonly free: number;
  readonly paid: number;
  /** Without a price to plan with: set by the provider afterwards, or not expressible. */
  readonly unpriced: number;
  readonly byMode: { readonly [mode: string]: number };
};

export function catalogStats({ models }: Pick<Catalog, "models">): CatalogStats {
  const count = (kind: CatalogModel["price"]["kind"]) => models.filter(({ price }) => price.kind === kind).length;
  const modes = Map.groupBy(models, (model) => model.mode);
  return {
    models: models.length,
    providers: new Set(models.map((model) => model.provider)).size,
    free: count("free"),
    paid: count("known"),
    unpriced: count("unknown"),
    byMode: Object.fromEntries([...modes].map(([mode, list]) => [mode, list.length])),
  };
}

function matches(model: CatalogModel, query: CatalogQuery): boolean {
  const { capabilities } = model;
  return (
    (query.provider === undefined || model.provider === query.provider) &&
    (query.mode === undefined || model.mode === query.mode) &&
    (query.free === undefined || (model.price.kind === "free") === query.free) &&
    (query.tools === undefined || (capabilities.tools ?? false) === query.tools) &&
    (query.vision === undefined || (capabilities.vision ?? false) === query.vision) &&
    (query.reasoning === undefined || (capabilities.reasoning ?? false) === query.reasoning) &&
    (query.minContextTokens === undefined || (model.contextTokens ?? 0) >= query.minContextTokens) &&
    (query.maxInputRate === undefined || isAtMost(rateOf(model, "input"), query.maxInputRate)) &&
    (query.availableOn === undefined || (model.row.deprecatedOn ?? "9999") > query.availableOn)
  );
}

function isAtMost(rate: bigint | undefined, most: bigint): boolean {
  return rate !== undefined && rate <= most;
}

function contains({ provider, id, name }: CatalogModel, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = `${provider}/${id} ${name}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

type SortValue = string | number | bigint | undefined;

const sortValues: { readonly [Sort in CatalogSort]: (model: CatalogModel) => SortValue } = {
  name: (model) => model.name.toLowerCase(),
  provider: (model) => model.provider,
  inputPrice: (model) => rateOf(model, "input"),
  outputPrice: (model) => rateOf(model, "output"),
  context: (model) => model.contextTokens,
  released: (model) => model.row.releasedOn,
};

function sortModels(models: readonly CatalogModel[], sort: NonNullable<CatalogQuery["sort"]>): readonly CatalogModel[] {
  const descending = sort.startsWith("-");
  const name = catalogSorts.find((known) => known === sort.replace(/^-/, "")) ?? "name";
  const keyed = models.map((model) => ({ model, value: sortValues[name](model) }));
  keyed.sort((left, right) => {
    if (left.value === undefined || right.value === undefined)
      return left.value === right.value ? 0 : left.value === undefined ? 1 : -1;
    if (left.value === right.value) return 0;
    return left.value < right.value === descending ? 1 : -1;
  });
  return keyed.map(({ model }) => model);
}

function rateOf({ price }: CatalogModel, side: "input" | "output"): Rate | undefined {
  switch (price.kind) {
    case "free":
      return noRate;
    case "known":
      return price.price.rates[side];
    case "unknown":
      return undefined;
  }
}
