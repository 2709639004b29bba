import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { livenessOf, ownIdentity } from "#lib/db/embedded/process-identity.ts";

const ownerFile = z.object({ pid: z.number(), host: z.string(), bootId: z.string(), started: z.string() });

/** A process that cannot be seen from here lives as long as it touches its file; it does so every few seconds. */
const unseenAliveMs = 60_000;

/** Names the process that a run's files belong to, so that only files of ended processes are taken over. */
export async function claimRun(folder: string, runName: string): Promise<void> {
  await writeFile(pathOf(folder, runName), JSON.stringify(ownIdentity()), { mode: 0o600 });
}

/** Shows processes on other machines, or in other containers, that this run goes on. */
export async function touchRun(folder: string, runName: string): Promise<void> {
  const now = new Date();
  await utimes(pathOf(folder, runName), now, now);
}

/** Says that a run is over: its files, if it left any, are anybody's. */
export async function releaseRun(folder: string, runName: string): Promise<void> {
  await rm(pathOf(folder, runName), { force: true });
}

export type JournalFolder = {
  readonly folder: string;
  /** Whether no other machine or container can use it: then an owner that cannot be seen from here is no more. */
  readonly alone: boolean;
};

/** Whether a run is over: nobody owns it, or its owner is dead. */
export async function isRunOver({ folder, alone }: JournalFolder, runName: string): Promise<boolean> {
  const path = pathOf(folder, runName);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return true;
  const owner = ownerFile.safeParse(parseJson(text)).data;
  const self = ownIdentity();
  // A container that restarts has another name, a machine that restarts another boot.
  if (owner && (alone || owner.host === self.host)) return livenessOf(owner, self) !== "alive";
  const touched = await stat(path).catch(() => undefined);
  return touched === undefined || Date.now() - touched.mtimeMs > unseenAliveMs;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Torn by the crash that ended it.
    return undefined;
  }
}

function pathOf(folder: string, runName: string): string {
  return join(folder, `${runName}.owner.json`);
}
