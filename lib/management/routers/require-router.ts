import type { Transaction } from "../database.ts";
import { ManagementError } from "../errors.ts";

export type RouterReference = { readonly organizationId: string; readonly id: string; readonly param: string };

/** Keys and settings may only name a router of their own organization. */
export async function requireRouter(tx: Transaction, { organizationId, id, param }: RouterReference): Promise<void> {
  const found = await tx.router.findUnique({
    where: { organizationId_id: { organizationId, id } },
    select: { id: true },
  });
  if (!found) throw new ManagementError("not_found", { param, message: "There is no such router." });
}
