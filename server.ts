import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { env } from "./lib/env.ts";
import { announce } from "./lib/server/announce.ts";
import { type Container, container } from "./lib/server/container.ts";
import { type Drain, drainOnSignal } from "./lib/server/drain.ts";
import { scheduleHousekeeping } from "./lib/server/housekeeping.ts";
import { nodeDoor } from "./lib/server/node-door.ts";
import { requireEncryptionKeys } from "./lib/server/require-encryption-keys.ts";
import { explainStartFailure } from "./lib/server/start-failure.ts";
import { type PageHandler, startPages } from "./lib/server/start-pages.ts";

/** The Node server: `/v1` goes straight to the engine, health is answered here, the rest is Next's. */
async function main(): Promise<void> {
  const { server: settings } = env();
  const dev = process.argv.includes("--dev");
  const [opened, pages] = await Promise.all([
    container(),
    settings.role === "proxy" ? undefined : startPages({ dev, host: settings.host, port: settings.port }),
  ]);
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 90_000,
    keepAliveTimeout: 65_000,
    maxHeaderSize: 16_384,
  });
  await requireEncryptionKeys(opened);
  const drain = drainOnSignal(server, opened);
  server.on("request", route(opened, { pages, drain }));
  server.on("upgrade", (request, socket, head) => {
    if (pages?.upgrade) void pages.upgrade(request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, settings.host, resolve);
  });
  scheduleHousekeeping(opened);
  await announce(opened);
}

type Rooms = { readonly pages: PageHandler | undefined; readonly drain: Drain };

function route({ env: environment, gateway }: Container, { pages, drain }: Rooms) {
  const { role, trustedProxies } = environment.server;
  const door = role === "dashboard" ? undefined : nodeDoor({ gateway, trustedProxies });
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? "/";
    const isGateway = /^\/v1(?:[/?]|$)/.test(path);
    if (isGateway && door) void door(request, response);
    else if (isGateway) answer(response, 404);
    else if (path === "/healthz") answer(response, 200);
    else if (path === "/readyz") answer(response, drain.isDraining() ? 503 : 200);
    else if (pages) void pages.handle(request, response);
    else answer(response, 404);
  };
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/plain", "cache-control": "no-store" });
  response.end(status === 200 ? "ok\n" : "not available\n");
}

main().catch((error: unknown) => {
  const { line, exitCode } = explainStartFailure(error);
  process.stderr.write(`${line}\n`);
  process.exit(exitCode);
});
