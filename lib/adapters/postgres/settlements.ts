import type pg from "pg";
import type { Log, Settlement } from "../../gateway/ports.ts";
import type { JournalMark } from "../journal/journal.ts";
import { createBatcher } from "./batcher.ts";
import type { Leasing } from "./holds.ts";
import { type SettledEntry, settledLine } from "./journal-entries.ts";
import { settlementJson } from "./settlement-json.ts";
import { settlementWriter } from "./settlement-writer.ts";

export type SettlementOptions = {
  readonly pool: pg.Pool;
  readonly log: Log;
  /** Absent where there is no disk for a journal: then a settlement resolves once the database has it. */
  readonly leasing?: Leasing;
};

export type Settlements = {
  /** Resolves once the settlement is durable: in the journal, or else in the database. */
  readonly settle: (settlement: Settlement) => Promise<void>;
  /** Whether anything waits for the database. */
  readonly isBehind: () => boolean;
  /** Resolves once all that was settled until now is in the database, or the time is over. */
  readonly flush: (withinMs?: number) => Promise<void>;
};

const batchMax = 256;
/** What is in the journal can wait for company: a larger batch costs much less for each request. */
const lingerMs = 40;
/** So many may wait for a database that is slow or away; beyond, each request waits a moment, and callers slow down. */
const backlogMax = 20_000;
const backlogWaitMs = 1_000;

/** Writes settlements in batches and in order. */
export function createSettlements({ pool, log, leasing }: SettlementOptions): Settlements {
  const write = settlementWriter({ pool, log });
  const batcher = createBatcher<SettledEntry, true>(
    async (entries) => {
      await write(entries);
      return entries.map(() => true);
    },
    { batchMax, ...(leasing ? { lingerMs } : {}) },
  );
  // Batches keep the order, so that the last one that was begun stands for all before it.
  let last: Promise<unknown> = Promise.resolve();
  let backlog = 0;
  const enqueue = async (entry: SettledEntry): Promise<void> => {
    backlog++;
    last = batcher.run(entry).finally(() => backlog--);
    await last;
  };

  const settleByJournal = async ({ journal, marks, leases }: Leasing, { request, ...rest }: Settlement) => {
    const part = leases.end(request.id, request.costNanoUsd);
    const entry = { id: request.id, row: settlementJson({ request, ...rest }), ...(part && { part }) };
    const admittedAt = marks.get(request.id);
    marks.delete(request.id);
    const settledAt = await journal.append(settledLine(entry)).catch((cause: unknown) => {
      log.error("journal_failed", { requestId: request.id, cause });
      return undefined;
    });
    const written = enqueue(entry).then(() => forget([admittedAt, settledAt]));
    if (!settledAt) await written;
    else if (backlog > backlogMax) await withinMs(written, backlogWaitMs);

    function forget(lines: readonly (JournalMark | undefined)[]) {
      for (const mark of lines) if (mark) journal.done(mark);
    }
  };

  return {
    settle: (settlement) =>
      leasing
        ? settleByJournal(leasing, settlement)
        : enqueue({ id: settlement.request.id, row: settlementJson(settlement) }),
    isBehind: () => backlog > 0,
    async flush(timeMs = 2_000) {
      batcher.hurry();
      await withinMs(last, timeMs);
    },
  };
}

async function withinMs(work: Promise<unknown>, timeMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise((resolve) => {
    timer = setTimeout(resolve, timeMs);
  });
  await Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}
