import { z } from "zod";
import type { Transaction } from "../database.ts";
import { usdView, viewUsd } from "../fields.ts";

const count = z.int();

/** The ledger's invariants, counted by how often each is broken: every number but the amounts should be 0. */
export const ledgerReport = z.object({
  heldUsd: usdView,
  unconfirmedUsd: usdView,
  openHolds: count,
  /** Periods whose held sum is not the sum of their holds. */
  heldMismatches: count,
  unconfirmedMismatches: count,
  /** Periods whose settled sum is not the sum of their requests' costs, forgotten ones included. */
  settledMismatches: count,
  /** Hard budgets with settled + held + unconfirmed above limit + overrun. */
  exceededBudgets: count,
  /** Of the newest thousand priced requests: those whose charges do not add up to their cost. */
  chargeMismatches: count,
  overrunUsd: usdView,
});
export type LedgerReport = z.infer<typeof ledgerReport>;

type Row = {
  readonly held: bigint;
  readonly unconfirmed: bigint;
  readonly openHolds: bigint;
  readonly heldMismatches: bigint;
  readonly unconfirmedMismatches: bigint;
  readonly settledMismatches: bigint;
  readonly exceededBudgets: bigint;
  readonly overrun: bigint;
};

export async function readLedgerReport(tx: Transaction): Promise<LedgerReport> {
  const [sums] = await tx.$queryRaw<Row[]>`
    WITH entry AS (
      SELECT "budgetIds", "periodStarts", CASE "state" WHEN 'held' THEN "amountNanoUsd" ELSE 0 END AS held,
             CASE "state" WHEN 'held' THEN 0 ELSE "amountNanoUsd" END AS unconfirmed, 0 AS settled
      FROM "Hold"
      UNION ALL
      SELECT "budgetIds", "periodStarts", 0, 0, "costNanoUsd" FROM "Request" WHERE cardinality("budgetIds") > 0
    ), part AS (
      SELECT budget.id AS "budgetId", budget.start AS "periodStart", sum(held) AS held, sum(unconfirmed) AS unconfirmed,
             sum(settled) AS settled
      FROM entry CROSS JOIN unnest("budgetIds", "periodStarts") AS budget(id, start)
      GROUP BY 1, 2
    ), period AS (
      SELECT period.*, budget."mode", budget."limitNanoUsd", coalesce(part.held, 0) AS held,
             coalesce(part.unconfirmed, 0) AS unconfirmed, coalesce(part.settled, 0) AS settled
      FROM "BudgetPeriod" AS period
      JOIN "Budget" AS budget ON budget."id" = period."budgetId"
      LEFT JOIN part ON part."budgetId" = period."budgetId" AND part."periodStart" = period."periodStart"
    )
    SELECT coalesce(sum("heldNanoUsd"), 0)::bigint AS "held",
           coalesce(sum("unconfirmedNanoUsd"), 0)::bigint AS "unconfirmed",
           coalesce(sum("overrunNanoUsd"), 0)::bigint AS "overrun",
           (SELECT count(*) FROM "Hold") AS "openHolds",
           count(*) FILTER (WHERE "heldNanoUsd" <> held) AS "heldMismatches",
           count(*) FILTER (WHERE "unconfirmedNanoUsd" <> unconfirmed) AS "unconfirmedMismatches",
           count(*) FILTER (WHERE "settledNanoUsd" <> settled + "forgottenNanoUsd") AS "settledMismatches",
           count(*) FILTER (WHERE "mode" = 'hard' AND
             "settledNanoUsd" + "heldNanoUsd" + "unconfirmedNanoUsd" > "limitNanoUsd" + "overrunNanoUsd") AS "exceededBudgets"
    FROM period`;
  return {
    heldUsd: viewUsd(sums?.held ?? 0n),
    unconfirmedUsd: viewUsd(sums?.unconfirmed ?? 0n),
    openHolds: Number(sums?.openHolds ?? 0n),
    heldMismatches: Number(sums?.heldMismatches ?? 0n),
    unconfirmedMismatches: Number(sums?.unconfirmedMismatches ?? 0n),
    settledMismatches: Number(sums?.settledMismatches ?? 0n),
    exceededBudgets: Number(sums?.exceededBudgets ?? 0n),
    chargeMismatches: await countChargeMismatches(tx),
    overrunUsd: viewUsd(sums?.overrun ?? 0n),
  };
}

async function countChargeMismatches(tx: Transaction): Promise<number> {
  const [row] = await tx.$queryRaw<{ readonly broken: bigint }[]>`
    WITH recent AS (SELECT "costNanoUsd", "charges" FROM "Request" WHERE "priced" ORDER BY "id" DESC LIMIT 1000)
    SELECT count(*) AS "broken" FROM recent
    WHERE "costNanoUsd" <> coalesce(
      (SELECT sum("amountNanoUsd") FROM json_to_recordset(recent."charges") AS charge("amountNanoUsd" bigint)), 0)`;
  return Number(row?.broken ?? 0n);
}
