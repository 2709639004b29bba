import { modelsOfConnection, offeredModels } from "#lib/gateway/routing/offered-models.ts";
import type { ManagementContext } from "../context.ts";
import { readOfferingConnections } from "./offering-connections.ts";

/** A model that can be asked for by this name now, and the connection that is asked first. */
export type ReachableModel = { readonly id: string; readonly provider: string };

/** What pickers offer: every name that an enabled connection serves, each once. */
export async function listReachableModels(context: ManagementContext): Promise<readonly ReachableModel[]> {
  const connections = await readOfferingConnections(context);
  const { catalog } = context.services;
  return offeredModels({ catalog, organization: { connections } }).map(({ id, ownedBy }) => ({
    id,
    provider: ownedBy,
  }));
}

/** How many models each connection offers, by its slug. */
export async function countOfferedModels(context: ManagementContext): Promise<ReadonlyMap<string, number>> {
  const connections = await readOfferingConnections(context);
  return new Map(
    connections.map((connection) => [connection.slug, modelsOfConnection(context.services.catalog, connection).length]),
  );
}

/** What one connection offers, in the order of its list; nothing while it is disabled. */
export async function listOfferedModels(context: ManagementContext, id: string): Promise<readonly string[]> {
  const connection = (await readOfferingConnections(context)).find((known) => known.id === id);
  return connection ? modelsOfConnection(context.services.catalog, connection).map((model) => model.id) : [];
}
