import type { Server, Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { z } from "zod";
import type { Backend } from "./turns.ts";
import { createWireServer } from "./wire-server.ts";

/** What the main thread tells its worker at the start. */
const workerInput = z.object({
  databaseDir: z.string(),
  /** A socket's path, or a loopback port (0: any free one). */
  listen: z.union([z.object({ path: z.string() }), z.object({ host: z.string(), port: z.number() })]),
  /** Given where a port is used, which any user of the machine could reach. */
  password: z.string().optional(),
});

export type WorkerInput = z.input<typeof workerInput>;

/** The one thing the worker says: it listens. Any failure ends the thread, with the error as its reason. */
export type WorkerMessage = { readonly port: number };

/** Longer than any transaction the program opens; whoever keeps one open longer has forgotten it. */
const idleInTransactionMs = 30_000;

const { databaseDir, listen, password } = workerInput.parse(workerData);
const database = await PGlite.create(databaseDir);
const sockets = new Set<Socket>();
const server = await createWireServer(backendOf(database), {
  ...(password && { password }),
  idleInTransactionMs,
  onDeath: fail,
});

server.on("error", fail);
server.on("connection", (socket) => {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
});
server.listen(listen, () => tell({ port: portOf(server) }));
parentPort?.once("message", () => close().catch(fail));

/** PGlite runs a message to its end before it returns, so no two exchanges ever overlap. */
function backendOf(engine: PGlite): Backend {
  return {
    async run(messages) {
      const chunks: Buffer[] = [];
      // The bytes lie in the engine's memory and are gone after the call, hence the copy.
      const onRawData = (data: Uint8Array) => void chunks.push(Buffer.from(data));
      await engine.execProtocolRawStream(messages, { syncToFs: false, onRawData });
      return Buffer.concat(chunks);
    },
  };
}

async function close(): Promise<void> {
  server.close();
  for (const socket of sockets) socket.destroy();
  await database.close();
  parentPort?.close();
}

function portOf(listening: Server): number {
  const address = listening.address();
  return typeof address === "object" && address ? address.port : 5432;
}

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

/** Thrown where nobody can catch it, so that the thread ends and the main thread learns why. */
function fail(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
