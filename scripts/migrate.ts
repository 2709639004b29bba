// Brings the database up to date: DATABASE_URL, or the embedded one (also while a server has it open).
//
//   npm run migrate
import { reachDatabase } from "#lib/db/client.ts";
import { DataDirInUse } from "#lib/db/embedded/lock.ts";
import { MigrationError, migrate } from "#lib/db/migrate.ts";
import { EnvironmentError, environmentExitCode, loadEnvFile, readEnv } from "#lib/env.ts";

try {
  loadEnvFile();
  // Only a production server needs its secrets; a change of tables does not.
  const database = await reachDatabase(readEnv({ ...process.env, NODE_ENV: "development" }));
  try {
    const { applied, unknown } = await migrate(database.pool);
    for (const name of applied) console.log(`Applied ${name}`);
    if (unknown.length > 0) console.log(`Applied by a newer version: ${unknown.join(", ")}`);
    console.log(applied.length === 0 ? "The database is up to date." : `${applied.length} migrations applied.`);
  } finally {
    await database.close();
  }
} catch (error) {
  console.error(isExpected(error) ? error.message : error);
  process.exitCode = error instanceof EnvironmentError ? environmentExitCode : 1;
}

/** What its message alone explains: a wrong variable, a folder in use, a database that does not answer. */
function isExpected(error: unknown): error is Error {
  const ours = [EnvironmentError, MigrationError, DataDirInUse].some((kind) => error instanceof kind);
  return ours || (error instanceof Error && "code" in error);
}
