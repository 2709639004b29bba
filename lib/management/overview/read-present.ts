import { periodEnd, periodStart } from "#lib/core/budget-period.ts";
import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { viewUsd } from "../fields.ts";
import { liveVersion } from "../live/live-version.ts";
import type { Overview, SetupSteps } from "./overview-view.ts";

type PresentRow = {
  readonly today: bigint;
  readonly yesterday: bigint;
  readonly month: bigint;
  readonly hasProvider: boolean;
  readonly hasKey: boolean;
  readonly hasRequest: boolean;
  readonly hasBudget: boolean;
  readonly version: string;
};

export type Present = {
  readonly spend: Overview["spend"];
  readonly steps: SetupSteps;
  readonly version: string;
};

const dayMs = 24 * 3_600_000;

/** What does not depend on the range: the spend of today and of the month, and how far the first run has come. */
export async function readPresent(tx: Transaction, context: ManagementContext, timezone: string): Promise<Present> {
  const { organizationId } = context.actor;
  const nowMs = context.services.clock.nowMs();
  const today = periodStart("day", timezone, nowMs);
  const yesterday = periodStart("day", timezone, today.getTime() - dayMs / 2);
  const month = periodStart("month", timezone, nowMs);
  const [row] = await tx.$queryRaw<PresentRow[]>`
    SELECT coalesce(sum("costNanoUsd") FILTER (WHERE "hour" >= ${today}::timestamptz), 0)::bigint AS "today",
      coalesce(sum("costNanoUsd") FILTER (WHERE "hour" >= ${yesterday}::timestamptz AND "hour" < ${today}::timestamptz), 0)::bigint
        AS "yesterday",
      coalesce(sum("costNanoUsd") FILTER (WHERE "hour" >= ${month}::timestamptz), 0)::bigint AS "month",
      EXISTS (SELECT 1 FROM "ProviderConnection" WHERE "organizationId" = ${organizationId}) AS "hasProvider",
      EXISTS (SELECT 1 FROM "GatewayKey" WHERE "organizationId" = ${organizationId}) AS "hasKey",
      EXISTS (SELECT 1 FROM "UsageHour" WHERE "organizationId" = ${organizationId}) AS "hasRequest",
      EXISTS (SELECT 1 FROM "Budget" WHERE "organizationId" = ${organizationId}) AS "hasBudget",
      ${liveVersion(context)} AS "version"
    FROM "UsageHour"
    WHERE "organizationId" = ${organizationId} AND "hour" >= least(${month}::timestamptz, ${yesterday}::timestamptz)`;
  if (!row) throw new Error("A sum without groups has exactly one row.");
  const end = periodEnd("month", timezone, nowMs) ?? month;
  return {
    spend: {
      todayUsd: viewUsd(row.today),
      yesterdayUsd: viewUsd(row.yesterday),
      monthUsd: viewUsd(row.month),
      forecastUsd: viewUsd(straightLine(row.month, { startMs: month.getTime(), nowMs, endMs: end.getTime() })),
    },
    steps: { provider: row.hasProvider, key: row.hasKey, request: row.hasRequest, budget: row.hasBudget },
    version: row.version,
  };
}

type Course = { readonly startMs: number; readonly nowMs: number; readonly endMs: number };

/** Where an amount ends when it goes on growing as it did since the start. */
export function straightLine(amount: bigint, { startMs, nowMs, endMs }: Course): bigint {
  const gone = BigInt(Math.max(1, Math.round(nowMs - startMs)));
  return (amount * BigInt(Math.round(endMs - startMs))) / gone;
}
