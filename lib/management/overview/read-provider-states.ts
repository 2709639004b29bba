import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { publicCode } from "../logs/log-view.ts";
import type { ProviderStateView } from "./overview-view.ts";

type StateRow = Omit<ProviderStateView, "state"> & { readonly enabled: boolean };

const hourMs = 3_600_000;
const degradedFrom = 0.05;
const failingFrom = 0.5;

/** How the connected providers did lately, in the order in which they are asked. */
export async function readProviderStates(
  tx: Transaction,
  { actor, services }: ManagementContext,
): Promise<ProviderStateView[]> {
  const since = new Date(services.clock.nowMs() - hourMs);
  // A fixed number of requests at most: the busier the gateway, the fewer minutes say enough.
  const rows = await tx.$queryRaw<StateRow[]>`
    WITH recent AS (
      SELECT "id", "attempts" FROM "Request"
      WHERE "organizationId" = ${actor.organizationId} AND "createdAt" >= ${since}::timestamptz
      ORDER BY "createdAt" DESC LIMIT 1000
    ), tried AS (
      SELECT recent."id" AS "requestId", attempt."provider", attempt."errorCode",
             attempt."status" = 'failed' AND coalesce(attempt."httpStatus", 0) NOT IN (400, 404, 413, 422) AS "failed"
      FROM recent CROSS JOIN json_to_recordset(recent."attempts")
        AS attempt("provider" text, "status" text, "errorCode" text, "httpStatus" int)
    ), counted AS (
      SELECT "provider", count(*)::int AS "attempts", count(*) FILTER (WHERE "failed")::int AS "failures",
             (array_agg("errorCode" ORDER BY "requestId" DESC) FILTER (WHERE "failed"))[1] AS "lastError"
      FROM tried GROUP BY 1
    )
    SELECT connection."id", connection."slug", connection."name", connection."kind", connection."enabled",
           coalesce(counted."attempts", 0) AS "attempts", coalesce(counted."failures", 0) AS "failures", counted."lastError"
    FROM "ProviderConnection" AS connection LEFT JOIN counted ON counted."provider" = connection."slug"
    WHERE connection."organizationId" = ${actor.organizationId}
    ORDER BY connection."priority", connection."slug" LIMIT 100`;
  return rows.map(({ enabled, ...row }) => ({
    ...row,
    lastError: row.lastError === null ? null : publicCode(row.lastError),
    state: stateOf(row, enabled ? "enabled" : "disabled"),
  }));
}

export function stateOf(
  { attempts, failures }: Pick<StateRow, "attempts" | "failures">,
  setting: "enabled" | "disabled",
): ProviderStateView["state"] {
  if (setting === "disabled") return "disabled";
  if (attempts === 0) return "idle";
  const share = failures / attempts;
  if (share >= failingFrom) return "failing";
  return share >= degradedFrom ? "degraded" : "healthy";
}
