import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type pg from "pg";

export type MigrationReport = {
  /** The names that this call applied, in order. */
  readonly applied: readonly string[];
  /** Applied by a newer version of the program; harmless while migrations only add. */
  readonly unknown: readonly string[];
};

/** A state of the database that no start may go on with; the message names the migration. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };
type AppliedRow = { readonly name: string; readonly checksum: string; readonly finished: boolean };

/** The key of Prisma's own migration lock, so that its command line and this runner exclude each other too. */
const lockKey = 72_707_369;

/** The very table of Prisma, so that `prisma migrate` stays usable on the same database. */
const createTable = `
  create table if not exists "_prisma_migrations" (
    "id" varchar(36) primary key not null,
    "checksum" varchar(64) not null,
    "finished_at" timestamptz,
    "migration_name" varchar(255) not null,
    "logs" text,
    "rolled_back_at" timestamptz,
    "started_at" timestamptz not null default now(),
    "applied_steps_count" integer not null default 0
  )`;

/**
 * Applies what is missing of `folder`, in the order of the names, each migration in a transaction of its own.
 * Several instances may call it at once: the lock ends with the transaction, and each one looks again under it.
 */
export async function migrate(pool: pg.Pool, folder = resolve("prisma/migrations")): Promise<MigrationReport> {
  const migrations = await readMigrations(folder);
  const applied: string[] = [];
  for (;;) {
    const rows = await readApplied(pool);
    verify(migrations, rows);
    const names = new Set(rows.map((row) => row.name));
    const missing = migrations.find((migration) => !names.has(migration.name));
    if (!missing) {
      const known = new Set(migrations.map((migration) => migration.name));
      return { applied, unknown: [...names].filter((name) => !known.has(name)) };
    }
    if (await applyUnderLock(pool, missing)) applied.push(missing.name);
  }
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = (await readFile(join(folder, name, "migration.sql"), "utf8")).replaceAll("\r\n", "\n");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function readApplied(database: pg.Pool | pg.PoolClient): Promise<readonly AppliedRow[]> {
  const table = await database.query<{ there: boolean }>(
    `select to_regclass('"_prisma_migrations"') is not null as there`,
  );
  if (!table.rows[0]?.there) return [];
  const { rows } = await database.query<AppliedRow>(
    `select "migration_name" as name, "checksum", "finished_at" is not null as finished
     from "_prisma_migrations" where "rolled_back_at" is null`,
  );
  return rows;
}

/** A file that changed after it was applied means that the database is not what the schema says. */
function verify(migrations: readonly Migration[], rows: readonly AppliedRow[]): void {
  for (const row of rows) {
    if (!row.finished) {
      throw new MigrationError(
        `The migration ${row.name} was begun and never finished. Settle it with 'prisma migrate resolve'.`,
      );
    }
    const migration = migrations.find(({ name }) => name === row.name);
    if (migration && migration.checksum !== row.checksum) {
      throw new MigrationError(
        `The migration ${row.name} was changed after it had been applied. Restore it and add a new one.`,
      );
    }
  }
}

/** False when another instance was faster. */
async function applyUnderLock(pool: pg.Pool, migration: Migration): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [lockKey]);
    const isNew = !(await readApplied(client)).some((row) => row.name === migration.name);
    if (isNew) await apply(client, migration);
    await client.query("commit");
    return isNew;
  } catch (cause) {
    broken = cause instanceof Error ? cause : new Error(String(cause));
    await client.query("rollback").catch(() => undefined);
    throw cause instanceof MigrationError
      ? cause
      : new MigrationError(`The migration ${migration.name} failed: ${broken.message}`, { cause });
  } finally {
    client.release(broken);
  }
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(createTable);
  await client.query(sql);
  await client.query(
    `insert into "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "applied_steps_count")
     values ($1, $2, clock_timestamp(), $3, 1)`,
    [randomUUID(), checksum, name],
  );
}
