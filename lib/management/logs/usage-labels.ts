import { unreachable } from "#lib/core/invariant.ts";
import type { ManagementContext } from "../context.ts";
import type { UsageDimension } from "./usage-sums.ts";

/** What people call the keys of a dimension. What was deleted since keeps its id as its name. */
export async function readLabels(
  context: ManagementContext,
  dimension: UsageDimension,
  keys: readonly string[],
): Promise<(key: string) => string> {
  const named = new Map(await readNames(context, dimension, [...new Set(keys)]));
  return (key) => named.get(key) ?? (key === "" ? "none" : key);
}

type Name = readonly [key: string, label: string];

async function readNames(
  { db, actor: { organizationId } }: ManagementContext,
  dimension: UsageDimension,
  keys: readonly string[],
): Promise<readonly Name[]> {
  const byId = { where: { organizationId, id: { in: [...keys] } }, select: { id: true, name: true } };
  switch (dimension) {
    case "model":
      return [];
    case "provider": {
      const where = { organizationId, slug: { in: [...keys] } };
      const rows = await db.providerConnection.findMany({ where, select: { slug: true, name: true } });
      return rows.map(({ slug, name }) => [slug, name]);
    }
    case "key":
      return (await db.gatewayKey.findMany(byId)).map(({ id, name }) => [id, name]);
    case "router":
      return (await db.router.findMany(byId)).map(({ id, name }) => [id, name]);
    case "user": {
      const where = { organizationId, userId: { in: [...keys] } };
      const rows = await db.membership.findMany({ where, include: { user: { select: { id: true, name: true } } } });
      return rows.map(({ user }) => [user.id, user.name]);
    }
    default:
      return unreachable(dimension);
  }
}
