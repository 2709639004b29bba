import type { Catalog } from "../catalog/catalog.ts";
import type { Connection } from "../ports.ts";
import { findProvider } from "../providers/registry.ts";
import type { RouterConfig } from "./router-config.ts";

export type OfferedModel = { readonly id: string; readonly ownedBy: string; readonly releasedOn?: string };

/** What decides which models a connection offers. */
export type OfferingConnection = Pick<Connection, "slug" | "kind" | "enabled" | "priority" | "models">;

type OfferFacts = {
  readonly catalog: Catalog;
  readonly organization: { readonly connections: readonly OfferingConnection[] };
  readonly router?: RouterConfig;
};

/** The names a caller may ask for: those that the router's rules spell out, and those that enabled connections offer, each once. */
export function offeredModels({ catalog, organization, router }: OfferFacts): readonly OfferedModel[] {
  const found = new Map<string, OfferedModel>();
  const add = (model: OfferedModel) => {
    if (!found.has(model.id)) found.set(model.id, model);
  };
  for (const rule of router?.rules ?? []) {
    for (const id of rule.enabled ? rule.models : [])
      if (!id.includes("*")) add({ id, ownedBy: router?.slug ?? "router" });
  }
  const enabled = organization.connections.filter((connection) => connection.enabled);
  for (const connection of [...enabled].sort((left, right) => left.priority - right.priority)) {
    for (const model of modelsOfConnection(catalog, connection)) add(model);
  }
  return [...found.values()];
}

/** A connection with its own list offers that list, the others what the catalog says of their kind. */
export function modelsOfConnection(catalog: Catalog, connection: OfferingConnection): readonly OfferedModel[] {
  if (connection.models.size > 0) return [...connection.models].map((id) => ({ id, ownedBy: connection.slug }));
  const kind = findProvider(connection.kind)?.catalog ?? connection.kind;
  return catalog.modelsOf(kind).map((model) => ({
    id: model.id,
    ownedBy: connection.slug,
    ...(model.row.releasedOn === undefined ? {} : { releasedOn: model.row.releasedOn }),
  }));
}
