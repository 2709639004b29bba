import { expect } from "vitest";
import type { LedgerFixture } from "./ledger-fixture.ts";

/**
 * The names of the invariants that the database breaks at this moment, which must be none at any moment.
 *
 * I1 held = sum of what is held. I2 settled = sum of costs. I3 unconfirmed = sum of what is unconfirmed.
 * I4 settled + held + unconfirmed <= the highest limit there ever was + overrun. I5 a request has a hold or a log row,
 * never both. I7 what all keys together spent is what their organization spent.
 */
export async function expectInvariants(fixture: LedgerFixture, highest: ReadonlyMap<string, bigint>): Promise<void> {
  const { rows } = await fixture.database.pool.query<{ broken: readonly string[] }>(invariants, [
    fixture.organizationId,
    [...highest.keys()],
    [...highest.values()].map(String),
  ]);
  expect(rows[0]?.broken).toEqual([]);
}

/** I2: every cost is the sum of its charges. */
export async function expectReceipts({ database, organizationId }: LedgerFixture): Promise<void> {
  const { rows } = await database.pool.query(
    `SELECT row."id" FROM "Request" AS row WHERE row."organizationId" = $1 AND row."costNanoUsd" <>
      (SELECT sum("amountNanoUsd") FROM json_to_recordset(row."charges") AS charge("amountNanoUsd" bigint))`,
    [organizationId],
  );
  expect(rows).toEqual([]);
}

const invariants = `
WITH entry AS (
  SELECT "budgetIds", "periodStarts", "amountNanoUsd" * ("state" = 'held')::int AS held,
         "amountNanoUsd" * ("state" = 'unconfirmed')::int AS unconfirmed, 0 AS settled
  FROM "Hold" WHERE "organizationId" = $1
  UNION ALL
  SELECT "budgetIds", "periodStarts", 0, 0, "costNanoUsd" FROM "Request" WHERE "organizationId" = $1
), part AS (
  SELECT budget.id, budget.start, sum(held) AS held, sum(unconfirmed) AS unconfirmed, sum(settled) AS settled
  FROM entry CROSS JOIN unnest("budgetIds", "periodStarts") AS budget(id, start) GROUP BY 1, 2
), period AS (
  SELECT period.*, highest.amount AS highest, budget."mode", coalesce(part.held, 0) AS held,
         coalesce(part.unconfirmed, 0) AS unconfirmed, coalesce(part.settled, 0) AS settled
  FROM "BudgetPeriod" AS period
  JOIN "Budget" AS budget ON budget."id" = period."budgetId" AND budget."organizationId" = $1
  JOIN unnest($2::text[], $3::bigint[]) AS highest(id, amount) ON highest.id = budget."id"
  LEFT JOIN part ON part.id = period."budgetId" AND part.start = period."periodStart"
), scope AS (
  SELECT budget."scope", sum(period."settledNanoUsd") AS settled, sum(period."heldNanoUsd") AS held,
         sum(period."unconfirmedNanoUsd") AS unconfirmed
  FROM "BudgetPeriod" AS period JOIN "Budget" AS budget ON budget."id" = period."budgetId"
  WHERE budget."organizationId" = $1 GROUP BY 1
)
SELECT array_remove(ARRAY[
  CASE WHEN EXISTS (SELECT 1 FROM period WHERE "heldNanoUsd" <> held) THEN 'I1' END,
  CASE WHEN EXISTS (SELECT 1 FROM period WHERE "settledNanoUsd" <> settled + "forgottenNanoUsd") THEN 'I2' END,
  CASE WHEN EXISTS (SELECT 1 FROM period WHERE "unconfirmedNanoUsd" <> unconfirmed) THEN 'I3' END,
  CASE WHEN EXISTS (
    SELECT 1 FROM period WHERE "mode" = 'hard'
      AND "settledNanoUsd" + "heldNanoUsd" + "unconfirmedNanoUsd" > highest + "overrunNanoUsd"
  ) THEN 'I4' END,
  CASE WHEN EXISTS (
    SELECT 1 FROM "Hold" AS hold JOIN "Request" AS row ON row."id" = hold."id" WHERE hold."organizationId" = $1
  ) THEN 'I5' END,
  CASE WHEN EXISTS (
    SELECT 1 FROM scope AS key JOIN scope AS organization ON key."scope" = 'key' AND organization."scope" = 'organization'
    WHERE (key.settled, key.held, key.unconfirmed) <> (organization.settled, organization.held, organization.unconfirmed)
  ) THEN 'I7' END
], NULL) AS broken`;
