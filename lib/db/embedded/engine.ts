import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { type DatabaseAddress, socketPath } from "./address.ts";
import type { WorkerInput, WorkerMessage } from "./worker.ts";

/** PGlite in its worker thread, listening at an address. */
export type Engine = {
  readonly port: number;
  /** Resolves when the thread has ended, with the reason unless `close` ended it. */
  readonly ended: Promise<Error | undefined>;
  readonly close: () => Promise<void>;
};

/** Resolves when the database in `databaseDir` takes connections at the address; rejects when it cannot start. */
export async function startEngine(databaseDir: string, address: DatabaseAddress): Promise<Engine> {
  // What a dead engine left there would keep this one from listening.
  if (!address.password) await rm(socketPath(address.host), { force: true });
  const workerData: WorkerInput = {
    databaseDir,
    listen: address.password ? { host: address.host, port: address.port } : { path: socketPath(address.host) },
    ...(address.password && { password: address.password }),
  };
  const worker = new Worker(workerFile(), { workerData, execArgv: [] });
  let closing = false;
  let failure: Error | undefined;
  worker.on("error", (error) => {
    failure = error instanceof Error ? error : new Error(`The embedded database failed: ${textOf(error)}`);
  });
  const ended = new Promise<Error | undefined>((resolve) => {
    worker.once("exit", (code) =>
      resolve(closing ? undefined : (failure ?? new Error(`The embedded database ended with code ${code}.`))),
    );
  });

  async function close(): Promise<void> {
    closing = true;
    worker.postMessage("close");
    await ended;
  }

  return new Promise((resolve, reject) => {
    void ended.then(reject);
    worker.once("message", ({ port }: WorkerMessage) => resolve({ port, ended, close }));
  });
}

/**
 * The worker runs as plain TypeScript from the source tree. A bundler moves this module elsewhere, so the tree is
 * then looked for from the folder the program was started in.
 */
function workerFile(): URL {
  const here = import.meta.dirname ?? "";
  const candidates = [join(here, "worker.ts"), join(process.cwd(), "lib/db/embedded/worker.ts")];
  const path = candidates.find((candidate) => existsSync(candidate));
  if (!path) throw new Error(`The embedded database's worker is not at ${candidates.join(" or ")}.`);
  return pathToFileURL(path);
}

/** The engine ends by throwing an object of its own that is no `Error`. */
function textOf(thrown: unknown): string {
  return thrown && typeof thrown === "object" && "message" in thrown ? String(thrown.message) : String(thrown);
}
