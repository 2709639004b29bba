import type { Database, Transaction } from "../database.ts";
import { Prisma } from "../database.ts";
import { ManagementError } from "../errors.ts";

const statementTimeoutMs = 3_000;
/** PostgreSQL's `query_canceled`. */
const cancelled = "57014";

/**
 * Runs reads that a filter can make expensive, for three seconds at most: nobody's search may take the database from
 * those who are being served.
 */
export async function readWithin<Value>(db: Database, read: (tx: Transaction) => Promise<Value>): Promise<Value> {
  try {
    return await db.$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(statementTimeoutMs)}, true)`;
        return read(tx);
      },
      { timeout: statementTimeoutMs * 3, maxWait: statementTimeoutMs },
    );
  } catch (cause) {
    if (!isTimeout(cause)) throw cause;
    throw new ManagementError("service_unavailable", {
      message: "This took longer than 3 seconds. Narrow the time or the filters.",
      cause,
    });
  }
}

function isTimeout(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const expired = cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === "P2028";
  return expired || cause.message.includes(cancelled) || cause.message.includes("statement timeout");
}
