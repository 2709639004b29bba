// Prints the SQL that leads from prisma/migrations to prisma/schema. Prisma's schema engine runs as WebAssembly over
// an in-memory PGlite, so nothing is downloaded and no database is needed.
//
//   npm run --silent db:diff > prisma/migrations/<number>_<name>/migration.sql
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { projectRoot } from "./support/toolchain.mjs";

const schemaFolder = join(projectRoot, "prisma/schema");
const migrationsFolder = join(projectRoot, "prisma/migrations");

const schema = readdirSync(schemaFolder)
  .filter((name) => name.endsWith(".prisma"))
  .map((name) => ({ path: join(schemaFolder, name), content: readFileSync(join(schemaFolder, name), "utf8") }));

const { SchemaEngine } = await loadSchemaEngine();
const engine = await SchemaEngine.new(
  { datamodels: schema.map(({ path, content }) => [path, content]) },
  () => {},
  bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(new PGlite())),
);
const { stdout } = await engine.diff({
  from: readMigrations(),
  to: { tag: "schemaDatamodel", files: schema },
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(`${stdout}\n`);
// The engine keeps its in-memory database, and with it the process, open.
process.exit(0);

/** The package is made for bundlers, which link the WebAssembly to its glue; here that is done by hand. */
async function loadSchemaEngine() {
  const folder = dirname(fileURLToPath(import.meta.resolve("@prisma/schema-engine-wasm")));
  const glueName = "schema_engine_bg.js";
  const glue = await import(join(folder, glueName));
  const wasm = readFileSync(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { [`./${glueName}`]: glue });
  glue.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === "function") start();
  return glue;
}

function readMigrations() {
  const names = readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  if (names.length === 0) return { tag: "empty" };
  return {
    tag: "migrations",
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(migrationsFolder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}
