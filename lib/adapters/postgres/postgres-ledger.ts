import { mkdir } from "node:fs/promises";
import type pg from "pg";
import type { Clock } from "#lib/core/clock.ts";
import type { Ledger, Log } from "../../gateway/ports.ts";
import { openJournal } from "../journal/journal.ts";
import { recoverJournals } from "../journal/recover-journals.ts";
import { claimRun, releaseRun, touchRun } from "../journal/run-owner.ts";
import { holdAsker } from "./ask-holds.ts";
import { readBudgetStates } from "./budget-states.ts";
import { createHolds, type Leasing } from "./holds.ts";
import { createLeases, type ReturnedLease } from "./leases.ts";
import { resolveRun, resolveRunsWithoutJournal } from "./recovery.ts";
import { settlementWriter } from "./settlement-writer.ts";
import { createSettlements } from "./settlements.ts";

export type LedgerOptions = {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this run of the process; holds and journal files carry it. */
  readonly bootId: string;
  /** Absent where no disk outlives the process (Vercel): then every hold and settlement waits for the database. */
  readonly journalFolder?: string;
  /** Whether this process alone uses the database: then holds of earlier runs are resolved at once. */
  readonly single: boolean;
};

export type PostgresLedger = Ledger & {
  /** Resolves once the database tells the truth about all that this process held and settled until now. */
  readonly flush: () => Promise<void>;
  /** Resolves what dead processes left behind and what has expired; runs by itself every 15 s, too. */
  readonly sweep: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const sweepMs = 15_000;
const tidyMs = 250;
const vacuumMs = 300_000;

/** Opens the ledger: settles what earlier runs left in their journals, then resolves their holds. */
export async function openPostgresLedger(options: LedgerOptions): Promise<PostgresLedger> {
  const { pool, clock, log, bootId, journalFolder: folder, single } = options;
  const ask = holdAsker(pool, bootId);
  const write = settlementWriter({ pool, log });
  const leasing = folder === undefined ? undefined : await openLeasing(options, { folder, ask });
  const settlements = createSettlements({ pool, log, ...(leasing && { leasing }) });

  const recover = async () => {
    if (folder === undefined) return;
    await touchRun(folder, bootId);
    await recoverJournals({ folder, alone: single, resolve: (run) => resolveRun({ pool, log, write }, run) });
  };
  const sweep = async () => {
    await recover();
    await pool.query("SELECT gateway_expire()");
  };
  const flush = async (withinMs?: number) => {
    await settlements.flush(withinMs);
    // What cannot be returned now is returned later; until then it counts as held, which is the safe side.
    await leasing?.leases.returnAll().catch((cause: unknown) => log.warn("lease_return_failed", { cause }));
  };

  await recover();
  if (single) await resolveRunsWithoutJournal(pool, bootId);
  const timers = [
    repeat(sweepMs, sweep, (cause) => log.warn("sweep_failed", { cause })),
    ...(leasing ? [repeat(tidyMs, leasing.leases.tidy, (cause) => log.warn("lease_return_failed", { cause }))] : []),
    ...(single
      ? [
          repeat(
            vacuumMs,
            () => vacuum(pool),
            (cause) => log.warn("vacuum_failed", { cause }),
          ),
        ]
      : []),
  ];

  return {
    hold: createHolds({
      clock,
      log,
      ask,
      isBehind: settlements.isBehind,
      flush: () => flush(),
      ...(leasing && { leasing }),
    }),
    settle: settlements.settle,
    async budgetStates(budgets) {
      await flush();
      return readBudgetStates(pool, budgets, clock.nowMs());
    },
    flush: () => flush(),
    sweep,
    async close() {
      for (const timer of timers) clearInterval(timer);
      await flush(10_000);
      if (folder === undefined) return;
      await leasing?.journal.close();
      // Lines that are still needed are taken over by the next process that finds them without an owner.
      await releaseRun(folder, bootId);
    },
  };
}

type LeasingParts = { readonly folder: string; readonly ask: ReturnType<typeof holdAsker> };

async function openLeasing({ pool, clock, bootId }: LedgerOptions, { folder, ask }: LeasingParts): Promise<Leasing> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await claimRun(folder, bootId);
  const journal = await openJournal({ folder, runName: bootId });
  const giveBack = async (leases: readonly ReturnedLease[]) => {
    const returned = leases.map(({ id, leftNanoUsd }) => ({ id, leftNanoUsd: leftNanoUsd?.toString() }));
    await pool.query("SELECT gateway_return($1::json)", [JSON.stringify(returned)]);
  };
  return { leases: createLeases({ clock, ask, giveBack }), journal, marks: new Map() };
}

/** The embedded database has nobody who does it; these tables hold few rows, and change all the time. */
async function vacuum(pool: pg.Pool): Promise<void> {
  for (const table of ["Hold", "BudgetPeriod", "UsageHour"]) await pool.query(`VACUUM (ANALYZE) "${table}"`);
}

/** Never twice at once, and no reason for the process to go on. */
function repeat(everyMs: number, work: () => Promise<void>, onFailure: (cause: unknown) => void): NodeJS.Timeout {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    work()
      .catch(onFailure)
      .finally(() => {
        running = false;
      });
  }, everyMs);
  return timer.unref();
}
