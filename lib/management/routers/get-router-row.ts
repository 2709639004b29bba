import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { notFound } from "../errors.ts";
import { routerDetailInclude } from "./router-view.ts";

export async function getRouterRow(tx: Transaction, { actor }: ManagementContext, id: string) {
  const row = await tx.router.findUnique({
    where: { organizationId_id: { organizationId: actor.organizationId, id } },
    include: routerDetailInclude,
  });
  if (!row) throw notFound();
  return row;
}
