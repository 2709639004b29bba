import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase, reachDatabase } from "#lib/db/client.ts";
import { MigrationError, migrate } from "#lib/db/migrate.ts";
import { temporaryFolder } from "../../support/data-dirs.ts";
import { describeEachDatabase } from "../../support/databases.ts";

describeEachDatabase("migrate", (current) => {
  let folder = "";

  beforeEach(async () => {
    folder = await temporaryFolder();
    await current().pool.query('drop table if exists first, second; truncate "_prisma_migrations"');
    await write("0001_first", "create table first (id int); insert into first values (1);");
    await write("0002_second", "create table second as select id + 1 as id from first;");
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("applies what is missing, in order, and then nothing", async () => {
    const { pool } = current();
    expect(await migrate(pool, folder)).toEqual({ applied: ["0001_first", "0002_second"], unknown: [] });
    expect((await pool.query("select id from second")).rows).toEqual([{ id: 2 }]);
    expect(await migrate(pool, folder)).toEqual({ applied: [], unknown: [] });
  });

  it("applies each migration once when many instances start together", async () => {
    const { pool, env } = current();
    const other = await reachDatabase(env);
    const reports = await Promise.all(
      Array.from({ length: 8 }, (_, index) => migrate(index % 2 ? pool : other.pool, folder)),
    );
    await other.close();
    expect(reports.flatMap((report) => report.applied).sort()).toEqual(["0001_first", "0002_second"]);
    expect((await pool.query("select id from first")).rows).toEqual([{ id: 1 }]);
  });

  it("names the applied migration whose file was changed", async () => {
    await migrate(current().pool, folder);
    await write("0001_first", "create table first (id bigint);");
    await expect(migrate(current().pool, folder)).rejects.toThrow(/0001_first was changed/);
  });

  it("leaves nothing of a migration that fails, and tries it again the next time", async () => {
    const { pool } = current();
    await write("0002_second", "create table second (id int); select 1 / 0;");
    await expect(migrate(pool, folder)).rejects.toThrow(MigrationError);
    expect((await pool.query("select to_regclass('second') as second")).rows).toEqual([{ second: null }]);
    await write("0002_second", "create table second (id int);");
    expect((await migrate(pool, folder)).applied).toEqual(["0002_second"]);
  });

  it("names a migration that Prisma's own tool left unfinished", async () => {
    const { pool } = current();
    await migrate(pool, folder);
    await pool.query(`update "_prisma_migrations" set finished_at = null where migration_name = '0002_second'`);
    await expect(migrate(pool, folder)).rejects.toThrow(/0002_second was begun and never finished/);
  });

  it("tells of migrations that a newer version applied", async () => {
    await migrate(current().pool, folder);
    await rm(join(folder, "0002_second"), { recursive: true });
    expect(await migrate(current().pool, folder)).toEqual({ applied: [], unknown: ["0002_second"] });
  });

  it("leaves the database readable by a program that opens it anew", async () => {
    const { env, kind } = current();
    await migrate(current().pool, folder);
    const other = kind === "embedded" ? await reachDatabase(env) : await openDatabase(env);
    expect(await other.prisma.$queryRaw`select id from second`).toEqual([{ id: 2 }]);
    await other.close();
  });

  async function write(name: string, sql: string): Promise<void> {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, "migration.sql"), sql);
  }
});
