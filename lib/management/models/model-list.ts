import type { Catalog, CatalogModel } from "#lib/gateway/catalog/catalog.ts";
import type { PriceState } from "#lib/gateway/metering/price.ts";
import { findProvider } from "#lib/gateway/providers/registry.ts";
import { modelsOfConnection, type OfferingConnection } from "#lib/gateway/routing/offered-models.ts";
import type { ManagementContext } from "../context.ts";
import { type ModelRow, toModelRow } from "./model-view.ts";
import { readOfferingConnections } from "./offering-connections.ts";
import { readOwnPrices } from "./own-prices.ts";

/**
 * A model as the page of all models shows it. All of them travel to the browser at once, so that it filters without
 * asking; so what is nothing is left out.
 */
export type ModelListRow = Pick<ModelRow, "provider" | "id" | "name" | "mode"> & {
  readonly price: ModelRow["priceState"];
  /** By the field's name; absent for free and unknown prices. */
  readonly prices?: ModelRow["prices"];
  readonly longContext?: ModelRow["longContext"];
  readonly own?: true;
  /** Offered by a connection, and not in the catalog. */
  readonly unlisted?: true;
  readonly context?: number;
  readonly maxOutput?: number;
  /** What it is known to be capable of. */
  readonly can?: readonly string[];
  /** Beside text. */
  readonly takes?: readonly string[];
  readonly gives?: readonly string[];
  /** Absent for active ones. */
  readonly status?: string;
  readonly releasedOn?: string;
  readonly deprecatedOn?: string;
  /** Places in the list of connections. */
  readonly servedBy?: readonly number[];
};

export type ModelList = {
  readonly models: readonly ModelListRow[];
  readonly connections: readonly { readonly id: string; readonly slug: string; readonly name: string }[];
  readonly asOf: string;
};

/** The catalog and, after it, what connections offer that it does not list. */
export async function readModelList(context: ManagementContext): Promise<ModelList> {
  const { catalog } = context.services;
  const [own, connections] = await Promise.all([readOwnPrices(context), readOfferingConnections(context)]);
  const places = placeModels(catalog, connections);
  const listed = catalog.models.map((model) => {
    const name = `${model.provider}/${model.id}`;
    const mine = own.get(name);
    const row = mine ? toListRow({ ...model, price: mine.price }) : catalogRowOf(model);
    const servedBy = places.get(name);
    return { ...row, ...(mine && { own: true as const }), ...(servedBy && { servedBy }) };
  });
  const known = new Set(catalog.models.map(({ provider, id }) => `${provider}/${id}`));
  const unlisted = [...places]
    .filter(([name]) => !known.has(name))
    .map(([name, servedBy]) => ({ ...unlistedRow(name, own.get(name)?.price), servedBy }));
  return {
    models: [...listed, ...unlisted],
    connections: connections.map(({ id, slug, name }) => ({ id, slug, name })),
    asOf: catalog.asOf,
  };
}

/** Which connections serve which `kind/model`, as places in the list of connections. */
export function placeModels(
  catalog: Catalog,
  connections: readonly OfferingConnection[],
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [place, connection] of connections.entries()) {
    const kind = findProvider(connection.kind)?.catalog ?? connection.kind;
    for (const { id } of modelsOfConnection(catalog, connection)) {
      const found = catalog.find(kind, id);
      const name = found ? `${kind}/${found.id}` : `${connection.kind}/${id}`;
      const list = places.get(name);
      if (list === undefined) places.set(name, [place]);
      else if (!list.includes(place)) list.push(place);
    }
  }
  return places;
}

/** Made once for each model of the catalog: it never changes while the process runs. */
const catalogRows = new WeakMap<CatalogModel, ModelListRow>();

function catalogRowOf(model: CatalogModel): ModelListRow {
  const known = catalogRows.get(model);
  if (known) return known;
  const row = toListRow(model);
  catalogRows.set(model, row);
  return row;
}

/** All that is known of it is its name, and the price that was set for it. */
function unlistedRow(name: string, own: PriceState | undefined): ModelListRow {
  const provider = name.slice(0, name.indexOf("/"));
  const id = name.slice(provider.length + 1);
  const isFree = findProvider(provider)?.freeUnlessListed ?? false;
  const price: PriceState = own ?? (isFree ? { kind: "free", version: provider } : { kind: "unknown" });
  const facts = { id, name: id, mode: "chat" as const, capabilities: {} };
  const row = { ...facts, inputModalities: [], outputModalities: [], status: "active" as const };
  const source = { source: provider, asOf: "", agreement: [provider] };
  const model = toListRow({ ...facts, provider, price, variable: false, row: { ...row, ...source } });
  return { ...model, unlisted: true, ...(own && { own: true as const }) };
}

function toListRow(model: CatalogModel): ModelListRow {
  const row = toModelRow(model, false);
  const can = Object.keys(row.capabilities).filter((name) => row.capabilities[name]);
  const takes = row.inputModalities.filter((modality) => modality !== "text");
  const gives = row.outputModalities.filter((modality) => modality !== "text");
  return {
    ...{ provider: row.provider, id: row.id, name: row.name, mode: row.mode, price: row.priceState },
    ...(Object.keys(row.prices).length > 0 && { prices: row.prices }),
    ...(row.longContext.length > 0 && { longContext: row.longContext }),
    ...(row.contextTokens !== null && { context: row.contextTokens }),
    ...(row.maxOutputTokens !== null && { maxOutput: row.maxOutputTokens }),
    ...(can.length > 0 && { can }),
    ...(takes.length > 0 && { takes }),
    ...(gives.length > 0 && { gives }),
    ...(row.status !== "active" && { status: row.status }),
    ...(row.releasedOn !== null && { releasedOn: row.releasedOn }),
    ...(row.deprecatedOn !== null && { deprecatedOn: row.deprecatedOn }),
  };
}
