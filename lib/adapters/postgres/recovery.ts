import type pg from "pg";
import type { Log } from "../../gateway/ports.ts";
import type { EndedRun } from "../journal/recover-journals.ts";
import { type JournalEntry, type LeasePart, parseLine, type SettledEntry } from "./journal-entries.ts";
import type { SettlementWriter } from "./settlement-writer.ts";

export type RecoveryOptions = { readonly pool: pg.Pool; readonly log: Log; readonly write: SettlementWriter };

const batchMax = 256;

/**
 * Settles what a dead run wrote into its journal, then resolves what it held: requests in flight become unconfirmed,
 * what was left of leases is free again. Called again for the same run, it changes nothing.
 */
export async function resolveRun({ pool, log, write }: RecoveryOptions, { runName, files }: EndedRun): Promise<void> {
  const inFlight = new Map<string, LeasePart>();
  let settled = 0;
  let spoiled = 0;
  for await (const file of files()) {
    const entries = file.texts.map(tryParse);
    const written: SettledEntry[] = [];
    for (const entry of entries) {
      if (entry?.kind === "admitted") inFlight.set(entry.part.id, entry.part);
      if (entry?.kind !== "settled") continue;
      inFlight.delete(entry.entry.id);
      written.push(entry.entry);
    }
    for (let start = 0; start < written.length; start += batchMax) await write(written.slice(start, start + batchMax));
    settled += written.length;
    spoiled += file.spoiled + entries.filter((entry) => entry === undefined).length;
  }
  const parts = JSON.stringify([...inFlight.values()]);
  await pool.query("SELECT gateway_end_run($1, $2::json, $3)", [runName, parts, spoiled === 0]);
  if (settled + spoiled + inFlight.size > 0) {
    log.warn("journal_recovered", { run: runName, settled, spoiled, admitted: inFlight.size });
  }
}

/** Resolves the holds of runs that left no journal here. */
export async function resolveRunsWithoutJournal(pool: pg.Pool, ownRun: string): Promise<void> {
  await pool.query(
    `SELECT gateway_end_run(run."bootId", '[]', false)
     FROM (SELECT DISTINCT "bootId" FROM "Hold" WHERE "state" = 'held' AND "bootId" <> $1) AS run`,
    [ownRun],
  );
}

/** Nothing for a line that cannot be read: another version may have written it. */
function tryParse(text: string): JournalEntry | undefined {
  try {
    return parseLine(text);
  } catch {
    return undefined;
  }
}
