import type pg from "pg";

const batchMax = 1_000;

/**
 * Deletes the log rows that their organizations do not keep any longer (`logRetentionDays`), in batches, so that traffic
 * never waits for long. Budgets and the sums by hour keep what the requests cost. Resolves with how many were deleted.
 */
export async function forgetLogs(pool: pg.Pool): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await pool.query<{ readonly gone: number }>("SELECT gateway_forget_logs($1) AS gone", [batchMax]);
    const gone = rows[0]?.gone ?? 0;
    total += gone;
    if (gone < batchMax) return total;
  }
}
