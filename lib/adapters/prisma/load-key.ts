import type { PrismaClient } from "#prisma/client.ts";
import type { GatewayKey } from "../../gateway/ports.ts";
import { jsonObjectColumn, unknownPricePolicy } from "./columns.ts";
import type { OrganizationSnapshot } from "./organization-snapshot.ts";

export type CachedKey = {
  readonly key: GatewayKey;
  /** The organization's epoch it was read at; another epoch means: read it again. */
  readonly epoch: number;
  /** A rotated key works until then. */
  readonly untilMs?: number;
};

type LoadOptions = {
  readonly nowMs: number;
  readonly snapshotOf: (organizationId: string) => Promise<OrganizationSnapshot>;
};

/** Finds a key by the hash of what was presented: its own, or the one before its last rotation while that overlaps. */
export async function loadKey(
  prisma: PrismaClient,
  hash: string,
  { nowMs, snapshotOf }: LoadOptions,
): Promise<CachedKey | undefined> {
  const row = await prisma.gatewayKey.findFirst({
    where: { OR: [{ keyHash: hash }, { previousKeyHash: hash, previousKeyUntil: { gt: new Date(nowMs) } }] },
  });
  if (!row) return undefined;
  const snapshot = await snapshotOf(row.organizationId);
  const scopes: Readonly<Record<string, string | null>> = {
    organization: row.organizationId,
    user: row.userId,
    key: row.id,
    router: row.routerId ?? snapshot.config.defaultRouterId ?? null,
  };
  const budgets = snapshot.budgets.filter((budget) => scopes[budget.scope] === budget.scopeId);
  const hard = budgets.some((budget) => budget.mode === "hard");
  const rotated = row.keyHash !== hash && row.previousKeyUntil;
  return {
    epoch: snapshot.epoch,
    ...(rotated ? { untilMs: rotated.getTime() } : {}),
    key: {
      id: row.id,
      organizationId: row.organizationId,
      ...(row.userId === null ? {} : { userId: row.userId }),
      ...(row.routerId === null ? {} : { routerId: row.routerId }),
      name: row.name,
      enabled: row.enabled,
      ...(row.expiresAt === null ? {} : { expiresAtMs: row.expiresAt.getTime() }),
      allowedModels: row.allowedModels,
      allowedEndpoints: row.allowedEndpoints,
      allowedIps: row.allowedIps,
      ...(row.requestsPerMinute === null ? {} : { requestsPerMinute: row.requestsPerMinute }),
      ...(row.tokensPerMinute === null ? {} : { tokensPerMinute: row.tokensPerMinute }),
      ...(row.maxConcurrent === null ? {} : { maxConcurrent: row.maxConcurrent }),
      unknownPrice:
        row.unknownPrice === null ? (hard ? "refuse" : "allow") : unknownPricePolicy.parse(row.unknownPrice),
      affordableCap: row.affordableCap,
      metadata: jsonObjectColumn.parse(row.metadata),
      budgets,
    },
  };
}
