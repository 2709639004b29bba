import type pg from "pg";
import type { Log } from "../../gateway/ports.ts";
import type { SettledEntry } from "./journal-entries.ts";

export type SettlementWriter = (entries: readonly SettledEntry[]) => Promise<void>;

const retryMsMax = 5_000;

/**
 * Writes settlements, again and again until the database is there to take them. One that the database refuses for what
 * it says would be refused for ever, and all others behind it: it goes to the log, whole, where nothing is lost.
 */
export function settlementWriter({ pool, log }: { readonly pool: pg.Pool; readonly log: Log }): SettlementWriter {
  const write = async (entries: readonly SettledEntry[]): Promise<void> => {
    for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, retryMsMax)) {
      try {
        await settle(pool, entries);
        return;
      } catch (cause) {
        if (isRefusal(cause)) return writeApart(entries, cause);
        log.warn("settle_retry", { settlements: entries.length, waitMs, cause });
        await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
      }
    }
  };

  const writeApart = async (entries: readonly SettledEntry[], cause: unknown): Promise<void> => {
    const [only, second] = entries;
    if (only && !second) {
      log.error("settlement_refused", { cause, row: only.row, part: only.part });
      return;
    }
    const middle = Math.ceil(entries.length / 2);
    await write(entries.slice(0, middle));
    await write(entries.slice(middle));
  };

  return write;
}

async function settle(pool: pg.Pool, given: readonly SettledEntry[]): Promise<void> {
  const entries = withoutRepeated(given);
  const rows = `[${entries.map(({ row }) => row).join(",")}]`;
  const parts = entries.map(({ part }) => part).filter((part) => part !== undefined);
  await pool.query("SELECT gateway_settle($1::json, $2::json)", [rows, JSON.stringify(parts)]);
}

/** Of a request that ends twice, the first end counts, also within one statement. */
function withoutRepeated(entries: readonly SettledEntry[]): readonly SettledEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** A data exception or a broken constraint (classes 22 and 23): repeating it changes nothing. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^2[23]/.test(String(error.code));
}
