import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

type ServerOptions = { readonly dataDir: string; readonly port: number };

export type RunningServer = { readonly url: string; readonly stop: () => Promise<void> };

const root = join(import.meta.dirname, "..", "..");
const tryEveryMs = 100;
const triesMost = 600;

/** The program as `npm start` runs it, on a data folder and a port of its own. */
export async function startServer({ dataDir, port }: ServerOptions): Promise<RunningServer> {
  const server = spawn(process.execPath, ["server.ts"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: dataDir,
      ALLOW_PRIVATE_UPSTREAMS: "true",
      LOG_LEVEL: "warn",
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode !== null) return;
    server.kill("SIGTERM");
    await once(server, "exit");
  };
  for (let tries = 0; tries < triesMost; tries++) {
    if (server.exitCode !== null) throw new Error("The server did not start.");
    if (await isUp(url)) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, tryEveryMs));
  }
  await stop();
  throw new Error("The server did not answer within a minute.");
}

async function isUp(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    (reply) => reply.ok,
    () => false,
  );
}
