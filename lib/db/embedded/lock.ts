import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { type DatabaseAddress, socketPath } from "./address.ts";
import { livenessOf, ownIdentity } from "./process-identity.ts";

const lockOwner = z.object({
  /** Tells two owners apart that are alike in everything else. */
  nonce: z.string(),
  pid: z.number(),
  host: z.string(),
  bootId: z.string(),
  started: z.string(),
  /** Absent while the database is still starting. */
  address: z
    .object({
      host: z.string(),
      port: z.number(),
      user: z.literal("postgres"),
      database: z.literal("postgres"),
      password: z.string().exactOptional(),
    })
    .exactOptional(),
});

export type LockOwner = z.output<typeof lockOwner>;

/** How long an owner that cannot be seen from here may take until its database listens. */
const startingMsMax = 30_000;
const readAttempts = 20;
const readPauseMs = 50;

/** Another process has the data folder open. Two at once would lose rows silently. */
export class DataDirInUse extends Error {
  override readonly name = "DataDirInUse";
  readonly owner: LockOwner;

  constructor(dataDir: string, owner: LockOwner) {
    super(`The data folder ${dataDir} is in use by process ${owner.pid}. Stop it, or choose another DATA_DIR.`);
    this.owner = owner;
  }
}

export type DataDirLock = {
  /** Tells other processes where the database listens. */
  readonly announce: (address: DatabaseAddress) => Promise<void>;
  readonly release: () => Promise<void>;
};

/** Takes the folder for this process, over from a dead owner if need be. Throws `DataDirInUse`. */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const path = join(dataDir, "lock");
  const owner: LockOwner = { nonce: randomUUID(), ...ownIdentity() };
  await take(path, owner, dataDir);
  return {
    announce: (address) => replace(path, { ...owner, address }),
    release: async () => {
      const current = await readOwner(path);
      if (current?.nonce === owner.nonce) await rm(path, { force: true });
    },
  };
}

/** The live process that has the folder open, if there is one. */
export async function findLockOwner(dataDir: string): Promise<LockOwner | undefined> {
  const path = join(dataDir, "lock");
  const owner = await readOwner(path);
  return owner && (await isAlive(path, owner)) ? owner : undefined;
}

/**
 * A stale lock may be replaced only by whoever holds the right to do so: a second lock, named after the stale one.
 * After winning that right the lock is read again, because another process may have finished replacing it meanwhile.
 */
async function take(path: string, owner: LockOwner, dataDir: string): Promise<void> {
  while (!(await create(path, owner))) {
    const current = await readOwner(path);
    if (!current) continue;
    if (await isAlive(path, current)) throw new DataDirInUse(dataDir, current);

    const right = `${path}.${current.nonce}`;
    await take(right, owner, dataDir);
    const unchanged = (await readOwner(path))?.nonce === current.nonce;
    if (unchanged) await replace(path, owner);
    await rm(right, { force: true });
    if (unchanged) return;
  }
}

async function create(path: string, owner: LockOwner): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(owner), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function replace(path: string, owner: LockOwner): Promise<void> {
  const next = `${path}.next.${owner.nonce}`;
  await writeFile(next, JSON.stringify(owner), { mode: 0o600 });
  await rename(next, path);
}

/** The owner a lock names; `undefined` when there is no lock. One that stays unreadable is left by a crash and removed. */
async function readOwner(path: string): Promise<LockOwner | undefined> {
  for (let attempt = 0; attempt < readAttempts; attempt++) {
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    const owner = parseOwner(text);
    if (owner) return owner;
    // Its owner may be writing it just now.
    await pause(readPauseMs);
  }
  await rm(path, { force: true });
  return undefined;
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    return lockOwner.safeParse(JSON.parse(text)).data;
  } catch {
    // Half a file is no owner yet.
    return undefined;
  }
}

/** Where the process itself cannot be seen (another container), its open socket or a fresh lock speaks for it. */
async function isAlive(path: string, owner: LockOwner): Promise<boolean> {
  const liveness = livenessOf(owner);
  if (liveness !== "unknown") return liveness === "alive";
  const lock = await stat(path).catch(() => undefined);
  if (lock && Date.now() - lock.mtimeMs < startingMsMax) return true;
  return owner.address !== undefined && (await answers(owner.address));
}

function answers(address: DatabaseAddress): Promise<boolean> {
  const target = address.password ? { host: address.host, port: address.port } : { path: socketPath(address.host) };
  return new Promise((resolve) => {
    const socket = connect(target);
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(1_000, () => settle(false));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}
