import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { Env } from "#lib/env.ts";
import { PrismaClient } from "#prisma/client.ts";
import { findLockOwner } from "./embedded/lock.ts";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "./embedded.ts";

/** The database, whichever it is: one pool, and Prisma on top of the same pool. */
export type Database = {
  readonly kind: Env["database"]["kind"];
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Ends the connections, and with them the embedded database if this process started it. */
  readonly close: () => Promise<void>;
};

export type DatabaseOptions = {
  /** Told of what the program survives: a lost idle connection, an embedded engine that was started again. */
  readonly onTrouble?: (message: string, cause: Error) => void;
};

const poolSize = { process: 10, vercel: 5 };
const acquireTimeoutMs = 2_000;
const idleTimeoutMs = 10_000;

/** Opens PostgreSQL, or starts the embedded database. Throws `DataDirInUse` when another server has the latter open. */
export async function openDatabase(env: Env, options: DatabaseOptions = {}): Promise<Database> {
  if (env.database.kind === "postgres")
    return databaseOver(env, { connectionString: env.database.url.reveal() }, options);
  const { onTrouble } = options;
  const embedded = await startEmbeddedDatabase({
    dataDir: env.dataDir,
    onDeath: (cause) => onTrouble?.("The embedded database died and is started again.", cause),
  });
  return databaseOver(env, embedded.address, { ...options, embedded });
}

/** For commands beside a running server: uses the embedded database that the server has open, or opens it itself. */
export async function reachDatabase(env: Env, options: DatabaseOptions = {}): Promise<Database> {
  const owner = env.database.kind === "embedded" ? await findLockOwner(env.dataDir) : undefined;
  return owner?.address ? databaseOver(env, owner.address, options) : openDatabase(env, options);
}

type Parts = DatabaseOptions & { readonly embedded?: EmbeddedDatabase };

function databaseOver(env: Env, connection: pg.PoolConfig, { onTrouble, embedded }: Parts): Database {
  const pool = new pg.Pool({
    ...connection,
    max: env.server.onVercel ? poolSize.vercel : poolSize.process,
    connectionTimeoutMillis: acquireTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    application_name: "ai-gateway",
  });
  // Without a listener, a server that closes an idle connection would end this process.
  pool.on("error", (cause) => onTrouble?.("An idle database connection was lost.", cause));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  let closed: Promise<void> | undefined;
  return { kind: env.database.kind, pool, prisma, close: () => (closed ??= closeAll()) };

  async function closeAll(): Promise<void> {
    await prisma.$disconnect();
    await pool.end();
    await embedded?.close();
  }
}
