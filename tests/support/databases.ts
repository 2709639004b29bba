import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type Database, openDatabase } from "#lib/db/client.ts";
import { migrate } from "#lib/db/migrate.ts";
import { type Env, readEnv } from "#lib/env.ts";
import { copyMigratedDataDir, temporaryFolder } from "./data-dirs.ts";
import { createPostgresDatabase } from "./postgres-database.ts";
import { findPostgres } from "./services.ts";

/** A migrated database of the test's own. */
export type TestDatabase = Database & {
  /** The environment under which a program would open this very database. */
  readonly env: Env;
  /** Closes it and leaves nothing of it behind. */
  readonly drop: () => Promise<void>;
};

export type DatabaseKind = Database["kind"];

const postgres = await findPostgres();

/**
 * Runs one suite on the embedded database and, where it answers, on PostgreSQL. `current` gives the suite's database
 * to its tests and hooks.
 */
export function describeEachDatabase(name: string, suite: (current: () => TestDatabase) => void): void {
  for (const kind of ["embedded", "postgres"] as const) {
    if (kind === "postgres" && "absent" in postgres) {
      describe(`${name} (postgres)`, () => it.skip(`needs ${postgres.absent}`));
      continue;
    }
    describe(`${name} (${kind})`, () => {
      let database: TestDatabase | undefined;
      beforeAll(async () => {
        database = await createTestDatabase(kind);
      });
      afterAll(() => database?.drop());
      suite(() => {
        if (!database) throw new Error("The database is there in tests and hooks only.");
        return database;
      });
    });
  }
}

export async function createTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  return kind === "embedded" ? createEmbedded() : createPostgres();
}

async function createEmbedded(): Promise<TestDatabase> {
  const dataDir = await copyMigratedDataDir();
  const env = readEnv({ NODE_ENV: "test", DATA_DIR: dataDir });
  const database = await openDatabase(env);
  return { ...database, env, drop: () => closeThen(database, () => rm(dataDir, { recursive: true })) };
}

async function createPostgres(): Promise<TestDatabase> {
  if ("absent" in postgres) throw new Error(`There is no ${postgres.absent}.`);
  const { url, drop } = await createPostgresDatabase(postgres.url);
  const dataDir = await temporaryFolder();
  const env = readEnv({ NODE_ENV: "test", DATABASE_URL: url, DATA_DIR: dataDir });
  const database = await openDatabase(env);
  await migrate(database.pool);
  return {
    ...database,
    env,
    drop: () =>
      closeThen(database, async () => {
        await drop();
        await rm(dataDir, { recursive: true });
      }),
  };
}

async function closeThen(database: Database, remove: () => Promise<void>): Promise<void> {
  await database.close();
  await remove();
}
