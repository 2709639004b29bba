import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { notFound } from "../errors.ts";
import { type ProviderRow, providerInclude } from "./provider-view.ts";

export async function getProviderRow(tx: Transaction, { actor }: ManagementContext, id: string): Promise<ProviderRow> {
  const row = await tx.providerConnection.findUnique({
    where: { organizationId_id: { organizationId: actor.organizationId, id } },
    include: providerInclude,
  });
  if (!row) throw notFound();
  return row;
}
