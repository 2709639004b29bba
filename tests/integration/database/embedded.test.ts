import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DataDirInUse } from "#lib/db/embedded/lock.ts";
import { startEmbeddedDatabase } from "#lib/db/embedded.ts";
import { copyMigratedDataDir, temporaryFolder } from "../../support/data-dirs.ts";

let dataDir = "";
let child: ChildProcess | undefined;

beforeEach(async () => {
  dataDir = await copyMigratedDataDir();
});

afterEach(async () => {
  child?.kill("SIGKILL");
  child = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

it("keeps what was written from one start to the next, and frees the folder in between", async () => {
  const first = await startEmbeddedDatabase({ dataDir });
  await query(first.address, "create table kept as select 42 as answer");
  await first.close();
  expect((await readdir(dataDir)).sort()).toEqual(["pglite"]);

  const second = await startEmbeddedDatabase({ dataDir });
  expect(await query(second.address, "select answer from kept")).toEqual([{ answer: 42 }]);
  await second.close();
});

it("is closed to other users of the machine", async () => {
  const { address, close } = await startEmbeddedDatabase({ dataDir });
  for (const folder of [address.host, join(dataDir, "pglite")]) {
    expect((await stat(folder)).mode & 0o077).toBe(0);
  }
  expect((await stat(join(dataDir, "lock"))).mode & 0o077).toBe(0);
  await close();
});

it("refuses a folder that another process has open, and names that process", async () => {
  const pid = await startInAnotherProcess(dataDir);
  const refusal = await startEmbeddedDatabase({ dataDir }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DataDirInUse);
  expect(String(refusal)).toContain(`process ${pid}`);
});

it("takes the folder over from a process that was killed, with everything it had acknowledged", async () => {
  await startInAnotherProcess(dataDir, "create table acknowledged as select 1 as one");
  child?.kill("SIGKILL");
  if (child) await once(child, "exit");
  const { address, close } = await startEmbeddedDatabase({ dataDir });
  expect(await query(address, "select one from acknowledged")).toEqual([{ one: 1 }]);
  await close();
});

it("takes the folder over from a dead process whose number was given to another one", async () => {
  const { close } = await startEmbeddedDatabase({ dataDir });
  const lock: unknown = JSON.parse(await readFile(join(dataDir, "lock"), "utf8"));
  await close();
  await writeFile(join(dataDir, "lock"), JSON.stringify(Object.assign({}, lock, { started: "long ago" })));
  await (await startEmbeddedDatabase({ dataDir })).close();
});

it("lets one of several that start at once have a folder left by a dead process", async () => {
  await writeFile(join(dataDir, "lock"), JSON.stringify({ nonce: "n", pid: 1, host: "h", bootId: "old", started: "" }));
  const starts = await Promise.allSettled(Array.from({ length: 6 }, () => startEmbeddedDatabase({ dataDir })));
  const [winner, ...others] = starts.filter((start) => start.status === "fulfilled");
  expect(others).toEqual([]);
  await winner?.value.close();
  expect((await readdir(dataDir)).sort()).toEqual(["pglite"]);
});

it("starts the engine again when it dies, and loses nothing that was acknowledged", async () => {
  const deaths: string[] = [];
  const { address, close } = await startEmbeddedDatabase({ dataDir, onDeath: (cause) => deaths.push(cause.message) });
  await query(address, "create table survived as select 7 as seven");
  // Behind a comment, the one statement that ends the engine is not recognized and refused.
  await expect(query(address, "/* */ copy survived from stdin")).rejects.toThrow();
  expect(await untilAnswered(() => query(address, "select seven from survived"))).toEqual([{ seven: 7 }]);
  expect(deaths).toHaveLength(1);
  await close();
});

it("begins anew where a first start was killed before the database was ready", async () => {
  const half = await temporaryFolder();
  await mkdir(join(half, "pglite/base"), { recursive: true });
  await writeFile(join(half, "pglite/PG_VERSION"), "18\n");
  await writeFile(join(half, "pglite.unfinished"), "");
  const { address, close } = await startEmbeddedDatabase({ dataDir: half });
  expect(await query(address, "select 1 as one")).toEqual([{ one: 1 }]);
  await close();
  await rm(half, { recursive: true });
});

it("listens in a temporary folder when the data folder's path is too long for a socket", async () => {
  const long = join(dataDir, "a-rather-long-name-".repeat(6));
  const { address, close } = await startEmbeddedDatabase({ dataDir: long });
  expect(await query(address, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(address.host.startsWith(long)).toBe(false);
  await close();
  expect(existsSync(address.host)).toBe(false);
});

async function query(address: pg.ClientConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client(address);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch {
      // The engine is on its way back; the test's own timeout ends a wait that is in vain.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

async function startInAnotherProcess(folder: string, sql = "select 1"): Promise<number | undefined> {
  const program = `
    import pg from "pg";
    import { startEmbeddedDatabase } from "#lib/db/embedded.ts";
    const { address } = await startEmbeddedDatabase({ dataDir: process.argv[1] });
    const client = new pg.Client(address);
    await client.connect();
    await client.query(process.argv[2]);
    console.log("ready");`;
  child = spawn(process.execPath, ["--input-type=module", "-e", program, folder, sql], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout) await once(child.stdout, "data");
  return child.pid;
}
