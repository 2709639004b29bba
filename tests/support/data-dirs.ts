import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { openDatabase } from "#lib/db/client.ts";
import { migrate } from "#lib/db/migrate.ts";
import { readEnv } from "#lib/env.ts";

const migrationsFolder = resolve("prisma/migrations");
const cacheFolder = resolve("node_modules/.cache/test-data-dirs");

/** A folder of the test's own, which it has to remove. */
export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "gateway-test-"));
}

/**
 * A data folder with a migrated, empty database. Making one takes seconds and copying it a moment, so it is made once
 * for every state of the migrations.
 */
export async function copyMigratedDataDir(): Promise<string> {
  const template = join(cacheFolder, await stateOfMigrations());
  if (!existsSync(template)) await makeTemplate(template);
  const folder = await temporaryFolder();
  await cp(template, folder, { recursive: true });
  return folder;
}

async function makeTemplate(template: string): Promise<void> {
  await mkdir(dirname(template), { recursive: true });
  const draft = await mkdtemp(`${template}.`);
  const database = await openDatabase(readEnv({ NODE_ENV: "test", DATA_DIR: draft }));
  await migrate(database.pool, migrationsFolder);
  await database.close();
  // Another test file may have finished the same template meanwhile; either one will do.
  await rename(draft, template).catch(() => rm(draft, { recursive: true, force: true }));
}

async function stateOfMigrations(): Promise<string> {
  const hash = createHash("sha256");
  hash.update(await readFile("node_modules/@electric-sql/pglite/package.json"));
  const files = (await readdir(migrationsFolder, { recursive: true })).filter((file) => file.endsWith(".sql"));
  for (const file of files.sort()) hash.update(file).update(await readFile(join(migrationsFolder, file)));
  return hash.digest("hex").slice(0, 16);
}
