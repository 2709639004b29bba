import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const children: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describe("the server's start", () => {
  it("stops with exit code 78 and one line that names a bad variable", async () => {
    const { code, errors } = await run({ PORT: "many" });
    expect(code).toBe(78);
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(errors).toContain("PORT");
  });

  it("serves, keeps its secrets to itself, and ends in order on SIGTERM", async () => {
    const variables = { DATA_DIR: await folder(), PORT: String(await freePort()) };
    const server = start(variables);
    await untilUp(variables.PORT, server);
    expect((await stat(join(variables.DATA_DIR, "secrets.json"))).mode & 0o777).toBe(0o600);
    expect(await answer(variables.PORT, "/api/health")).toMatchObject([200, { status: "ok", database: "ok" }]);
    expect(await answer(variables.PORT, "/overview")).toMatchObject([404, { error: { code: "not_found" } }]);

    const second = await run({ ...variables, PORT: String(await freePort()) });
    expect([second.code, second.errors.includes(`process ${server.pid}`)]).toEqual([1, true]);
    const third = await run({ DATA_DIR: await folder(), PORT: variables.PORT });
    expect([third.code, third.errors.includes(`Port ${variables.PORT} is in use`)]).toEqual([1, true]);

    server.kill("SIGTERM");
    const [code] = await once(server, "exit");
    expect(code).toBe(0);
  });
});

async function answer(port: string, path: string): Promise<readonly [number, unknown]> {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`);
  return [reply.status, await reply.json()];
}

function start(variables: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ["server.ts"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", GATEWAY_ROLE: "proxy", LOG_LEVEL: "silent", ...variables },
  });
  children.push(child);
  return child;
}

async function run(variables: Record<string, string>): Promise<{ readonly code: number; readonly errors: string }> {
  const child = start(variables);
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, "exit");
  return { code, errors };
}

async function untilUp(port: string, server: ChildProcess): Promise<void> {
  await expect
    .poll(
      () =>
        server.exitCode === null
          ? fetch(`http://127.0.0.1:${port}/healthz`).then(
              ({ status }) => status,
              () => 0,
            )
          : -1,
      {
        timeout: 60_000,
        interval: 100,
      },
    )
    .toBe(200);
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "gateway-start-"));
  folders.push(path);
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
