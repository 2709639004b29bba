import { existsSync } from "node:fs";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chooseAddress, type DatabaseAddress, forgetAddress } from "./embedded/address.ts";
import { type Engine, startEngine } from "./embedded/engine.ts";
import { lockDataDir } from "./embedded/lock.ts";

export type EmbeddedDatabase = {
  /** For the `pg` package, in this and in any other process of the same user. */
  readonly address: DatabaseAddress;
  /** Resolves when everything is on disk and the folder is free for another process. Safe to call twice. */
  readonly close: () => Promise<void>;
};

export type EmbeddedOptions = {
  readonly dataDir: string;
  /** Told when the engine died; it is started again at once, with everything that was acknowledged before. */
  readonly onDeath?: (cause: Error) => void;
};

const deathsMax = 5;
const deathWindowMs = 60_000;

/**
 * Starts PostgreSQL in a worker thread (PGlite) on files under `dataDir`, behind an ordinary PostgreSQL socket.
 * Throws `DataDirInUse` when another process has the folder open.
 *
 * All connections share one backend session: use no named prepared statements, no session settings
 * (`set local` is fine) and no session-level advisory locks.
 */
export async function startEmbeddedDatabase({ dataDir, onDeath }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockDataDir(folder);
  try {
    const chosen = await chooseAddress(folder);
    const engine = await firstStart(folder, chosen);
    const address = { ...chosen, port: engine.port };
    await lock.announce(address);
    const stop = keepAlive(engine, () => startEngine(databaseDirOf(folder), address), onDeath);
    let closed: Promise<void> | undefined;
    return { address, close: () => (closed ??= closeAll()) };

    async function closeAll(): Promise<void> {
      await stop();
      await forgetAddress(address);
      await lock.release();
    }
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** A first start that was killed halfway leaves files that no later start could open, and no data: they are removed. */
async function firstStart(folder: string, address: DatabaseAddress): Promise<Engine> {
  const databaseDir = databaseDirOf(folder);
  const unfinished = `${databaseDir}.unfinished`;
  if (existsSync(unfinished)) await rm(databaseDir, { recursive: true, force: true });
  if (!existsSync(databaseDir)) await writeFile(unfinished, "");
  // The engine makes its files readable for everybody, so their folder must not be.
  await mkdir(databaseDir, { recursive: true });
  await chmod(databaseDir, 0o700);
  const engine = await startEngine(databaseDir, address);
  await rm(unfinished, { force: true });
  return engine;
}

/**
 * Starts the engine anew whenever it dies. When it keeps dying, the cause is left unhandled and ends the process: its
 * supervisor then knows. Returns how to stop the engine for good.
 */
function keepAlive(
  first: Engine,
  restart: () => Promise<Engine>,
  onDeath: ((cause: Error) => void) | undefined,
): () => Promise<void> {
  let current: Promise<Engine> = Promise.resolve(first);
  let deaths: number[] = [];
  watch(first);
  return () =>
    current.then(
      (engine) => engine.close(),
      () => undefined,
    );

  function watch(engine: Engine): void {
    void engine.ended.then((cause) => cause && replace(cause));
  }

  function replace(cause: Error): void {
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < deathWindowMs), now];
    if (deaths.length > deathsMax) throw cause;
    onDeath?.(cause);
    current = restart();
    current.then(watch, replace);
  }
}

function databaseDirOf(folder: string): string {
  return join(folder, "pglite");
}
