import { z } from "zod";
import { budgetPeriods } from "#lib/core/budget-period.ts";
import { type BudgetView, budgetStateView, toBudgetViews } from "../budgets/budget-view.ts";
import type { ManagementContext } from "../context.ts";
import type { Prisma, Transaction } from "../database.ts";
import { metadataField, timeView, usdView, viewTime, viewTimeOrNull } from "../fields.ts";
import { ownBudgetId } from "./own-budget.ts";

export const unknownPrices = ["allow", "refuse", "ceiling"] as const;

const state = budgetStateView.shape;

export const keyView = z.object({
  id: z.string(),
  name: z.string(),
  /** `gw_` and the ends of the key, for recognising it. */
  hint: z.string(),
  userId: z.string().nullable(),
  routerId: z.string().nullable(),
  enabled: z.boolean(),
  allowedModels: z.array(z.string()),
  allowedEndpoints: z.array(z.string()),
  allowedIps: z.array(z.string()),
  requestsPerMinute: z.int().nullable(),
  tokensPerMinute: z.int().nullable(),
  maxConcurrent: z.int().nullable(),
  unknownPrice: z
    .enum(unknownPrices)
    .nullable()
    .meta({ description: "null: 'refuse' under a hard budget, else 'allow'" }),
  affordableCap: z.boolean(),
  logPayloads: z.boolean().nullable(),
  metadata: metadataField,
  expiresAt: timeView.nullable(),
  lastUsedAt: timeView.nullable(),
  /** Until when the key before the last rotation still works. */
  previousKeyUntil: timeView.nullable(),
  createdAt: timeView,
  /** The key's own budget; null without one. */
  budgetUsd: usdView.nullable(),
  budgetPeriod: z.enum(budgetPeriods).nullable(),
  spentUsd: state.spentUsd.nullable(),
  heldUsd: state.heldUsd.nullable(),
  unconfirmedUsd: state.unconfirmedUsd.nullable(),
  remainingUsd: state.remainingUsd.nullable(),
  resetsAt: state.resetsAt,
});
export type KeyView = z.infer<typeof keyView>;

export const createdKeyView = keyView.extend({ key: z.string().meta({ description: "gw_…, shown this once" }) });
export type CreatedKeyView = z.infer<typeof createdKeyView>;

type KeyRow = Prisma.GatewayKeyGetPayload<Record<string, never>>;

/** Keys with the state of their own budgets, read in one query for all of them. */
export async function toKeyViews(
  tx: Transaction,
  context: ManagementContext,
  rows: readonly KeyRow[],
): Promise<KeyView[]> {
  const budgets = await tx.budget.findMany({
    where: { organizationId: context.actor.organizationId, id: { in: rows.map((row) => ownBudgetId(row.id)) } },
  });
  const byId = new Map((await toBudgetViews(tx, context, budgets)).map((view) => [view.id, view]));
  return rows.map((row) => toKeyView(row, byId.get(ownBudgetId(row.id))));
}

function toKeyView(row: KeyRow, budget: BudgetView | undefined): KeyView {
  return {
    id: row.id,
    name: row.name,
    hint: `${row.prefix}${row.hint}`,
    userId: row.userId,
    routerId: row.routerId,
    enabled: row.enabled,
    allowedModels: row.allowedModels,
    allowedEndpoints: row.allowedEndpoints,
    allowedIps: row.allowedIps,
    requestsPerMinute: row.requestsPerMinute,
    tokensPerMinute: row.tokensPerMinute,
    maxConcurrent: row.maxConcurrent,
    unknownPrice: keyView.shape.unknownPrice.parse(row.unknownPrice),
    affordableCap: row.affordableCap,
    logPayloads: row.logPayloads,
    metadata: metadataField.parse(row.metadata),
    expiresAt: viewTimeOrNull(row.expiresAt),
    lastUsedAt: viewTimeOrNull(row.lastUsedAt),
    previousKeyUntil: viewTimeOrNull(row.previousKeyUntil),
    createdAt: viewTime(row.createdAt),
    budgetUsd: budget?.limitUsd ?? null,
    budgetPeriod: budget?.period ?? null,
    spentUsd: budget?.spentUsd ?? null,
    heldUsd: budget?.heldUsd ?? null,
    unconfirmedUsd: budget?.unconfirmedUsd ?? null,
    remainingUsd: budget?.remainingUsd ?? null,
    resetsAt: budget?.resetsAt ?? null,
  };
}
