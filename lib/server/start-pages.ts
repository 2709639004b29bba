import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";
import { peerHeader } from "./peer-header.ts";

export type PageHandler = {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Only while developing: Next reloads pages over a socket. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
};

type PageOptions = { readonly dev: boolean; readonly host: string; readonly port: number };

/** Starts Next inside this server. */
export async function startPages({ dev, host, port }: PageOptions): Promise<PageHandler> {
  const app = next({ dev, hostname: host, port, dir: process.cwd() });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    handle: (request, response) => {
      request.headers[peerHeader] = request.socket.remoteAddress ?? "";
      return handle(request, response);
    },
    ...(dev ? { upgrade: app.getUpgradeHandler() } : {}),
  };
}
