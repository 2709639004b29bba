import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { notFound } from "../errors.ts";
import { ruleInclude } from "./rule-view.ts";

export type RulePlace = { readonly routerId: string; readonly ruleId: string };

/** A rule is found through its router, and that through its organization. */
export async function getRuleRow(tx: Transaction, { actor }: ManagementContext, { routerId, ruleId }: RulePlace) {
  const row = await tx.rule.findFirst({
    where: { id: ruleId, routerId, router: { organizationId: actor.organizationId } },
    include: ruleInclude,
  });
  if (!row) throw notFound();
  return row;
}
