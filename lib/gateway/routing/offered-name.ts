import type { Catalog } from "../catalog/catalog.ts";
import type { Connection } from "../ports.ts";
import { findProvider } from "../providers/registry.ts";

/** What decides under which name a connection offers a model. */
type Offering = Pick<Connection, "kind" | "models">;

/** The provider's name of a model where the connection offers it: by its own list or by the catalog. */
export function offeredName(catalog: Catalog, connection: Offering, model: string): string | undefined {
  if (connection.models.has(model)) return model;
  const offered = catalog.offers(catalogKind(connection.kind), model)?.id;
  if (offered === undefined) return undefined;
  return connection.models.size === 0 || connection.models.has(offered) ? offered : undefined;
}

export function upstreamName(catalog: Catalog, connection: Offering, model: string): string {
  return offeredName(catalog, connection, model) ?? model;
}

/** The name of a kind of provider in the catalog. */
export function catalogKind(kind: string): string {
  return findProvider(kind)?.catalog ?? kind;
}
