import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { env } from "./lib/env.ts";
import { announce } from "./lib/server/announce.ts";
import { type Container, container } from "./lib/server/container.ts";
import { type Drain, drainOnSignal } from "./lib/server/drain.ts";
import { scheduleHousekeeping } from "./lib/server/housekeeping.ts";
import { nodeDoor } from "./lib/server/node-door.ts";
import { answerHealth, answerNothing, answerProbe } from "./lib/server/plain-answers.ts";
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

function route(opened: Container, { pages, drain }: Rooms) {
  const { env: environment, gateway } = opened;
  const { role, trustedProxies } = environment.server;
  const door = role === "dashboard" ? undefined : nodeDoor({ gateway, trustedProxies });
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? "/";
    const isGateway = /^\/v1(?:[/?]|$)/.test(path);
    if (isGateway && door) void door(request, response);
    else if (isGateway) answerNothing(response);
    else if (path === "/healthz") answerProbe(response, true);
    else if (path === "/readyz") answerProbe(response, !drain.isDraining());
    else if (pages) void pages.handle(request, response);
    else if (/^\/api\/health(?:\?|$)/.test(path)) void answerHealth(response, opened);
    else answerNothing(response);
  };
}

main().catch((error: unknown) => {
  const { line, exitCode } = explainStartFailure(error);
  process.stderr.write(`${line}\n`);
  process.exit(exitCode);
});
