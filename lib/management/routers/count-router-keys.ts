import type { ManagementContext } from "../context.ts";

/** How many keys name each router, by the router's id; a router that none names is not in it. */
export async function countRouterKeys({ db, actor }: ManagementContext): Promise<ReadonlyMap<string, number>> {
  const groups = await db.gatewayKey.groupBy({
    by: ["routerId"],
    where: { organizationId: actor.organizationId, routerId: { not: null } },
    _count: { _all: true },
  });
  return new Map(
    groups.flatMap(({ routerId, _count }) => (routerId === null ? [] : [[routerId, _count._all] as const])),
  );
}
