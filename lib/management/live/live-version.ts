import type { ManagementContext } from "../context.ts";
import { Prisma } from "../database.ts";

const hourMs = 3_600_000;

/**
 * A number that changes whenever a request was settled. Counted, because the newest id would not do: of two requests
 * the one that began first may end last. Two hours of sums are a handful of rows, whatever the log's size.
 */
export function liveVersion({ actor, services }: ManagementContext): Prisma.Sql {
  const since = new Date(services.clock.nowMs() - hourMs);
  return Prisma.sql`(SELECT coalesce(sum(live."requests"), 0)::text FROM "UsageHour" AS live
    WHERE live."organizationId" = ${actor.organizationId}
      AND live."hour" >= date_trunc('hour', ${since}::timestamptz, 'UTC'))`;
}
