import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { notFound } from "../errors.ts";
import { type KeyView, toKeyViews } from "./key-view.ts";

export async function getKeyView(tx: Transaction, context: ManagementContext, id: string): Promise<KeyView> {
  const { organizationId } = context.actor;
  const row = await tx.gatewayKey.findUnique({ where: { organizationId_id: { organizationId, id } } });
  const [view] = row ? await toKeyViews(tx, context, [row]) : [];
  if (!view) throw notFound();
  return view;
}
