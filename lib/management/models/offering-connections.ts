import type { OfferingConnection } from "#lib/gateway/routing/offered-models.ts";
import type { ManagementContext } from "../context.ts";

export type NamedConnection = OfferingConnection & { readonly id: string; readonly name: string };

/** The organization's enabled connections with the models that were named by hand or synced, first asked first. */
export async function readOfferingConnections({ db, actor }: ManagementContext): Promise<readonly NamedConnection[]> {
  const rows = await db.providerConnection.findMany({
    where: { organizationId: actor.organizationId, enabled: true },
    select: {
      ...{ id: true, slug: true, name: true, kind: true, enabled: true, priority: true, models: true },
      syncedModels: { select: { model: true } },
    },
    orderBy: [{ priority: "asc" }, { createdAt: "asc" }],
  });
  return rows.map(({ syncedModels, models, ...row }) => ({
    ...row,
    models: new Set([...models, ...syncedModels.map(({ model }) => model)]),
  }));
}
