import type { IncomingMessage, ServerResponse } from "node:http";
import { systemClock } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import {
  asGatewayError,
  errorReply,
  type Gateway,
  type GatewayReply,
  type GatewayRequest,
} from "#lib/gateway/index.ts";
import { callerAddress } from "./caller-address.ts";
import { gatewayPath } from "./gateway-path.ts";
import { readNodeBody } from "./read-node-body.ts";
import { readNodeUpload } from "./read-node-upload.ts";

export type NodeDoorOptions = { readonly gateway: Gateway; readonly trustedProxies: number };

const noBody = new Uint8Array();

/** The door of the Node server: from an incoming message straight to the engine, on plain objects. */
export function nodeDoor({ gateway, trustedProxies }: NodeDoorOptions) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const arrivedMs = systemClock.monotonicMs();
    const id = newId("req");
    const gone = new AbortController();
    outgoing.once("close", () => {
      if (!outgoing.writableFinished) gone.abort();
    });
    try {
      const path = gatewayPath(incoming.url ?? "");
      const takesUpload = gateway.takesUpload(path);
      const request: GatewayRequest = {
        id,
        method: incoming.method ?? "GET",
        path,
        headers: repeatedHeaders(incoming),
        ip: callerAddress(
          incoming.socket.remoteAddress ?? "",
          headerText(incoming.headers["x-forwarded-for"]),
          trustedProxies,
        ),
        ...(takesUpload ? { body: noBody, upload: readNodeUpload(incoming) } : { body: await readNodeBody(incoming) }),
        signal: gone.signal,
        arrivedMs,
      };
      const reply = await gateway.handle(request);
      const isCutOff = takesUpload && cutOffStatuses.includes(reply.status);
      if (takesUpload && reply.status >= 400) incoming.resume();
      await (isCutOff ? sendAndCutOff : send)(outgoing, reply);
    } catch (cause) {
      // A reply that has begun cannot become another one: the caller must see that it is not complete.
      if (outgoing.headersSent) {
        outgoing.destroy();
        return;
      }
      const error = asGatewayError(cause);
      const isCutOff = cutOffStatuses.includes(error.row.status);
      await (isCutOff ? sendAndCutOff : send)(outgoing, errorReply(error, id, "openai-chat"));
    }
  };
}

/** Bodies that are too large or too slow may have no end. */
const cutOffStatuses: readonly number[] = [413, 408];
const cutOffMs = 1_000;

/**
 * Answers a caller who is still sending, and ends the connection. What arrives meanwhile is thrown away for a second:
 * a connection that is closed over unread bytes takes the answer with it.
 */
async function sendAndCutOff(outgoing: ServerResponse, { status, headers, body }: GatewayReply): Promise<void> {
  const text = String(body);
  outgoing.writeHead(status, {
    ...headers,
    "content-length": Buffer.byteLength(text),
    connection: "close",
    "x-content-type-options": "nosniff",
  });
  outgoing.write(text);
  const { req: incoming } = outgoing;
  incoming.resume();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, cutOffMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    incoming.once("end", done).once("close", done);
  });
  outgoing.end();
}

/** Node joins or drops repeated headers; a key that was sent twice must be seen twice. */
function repeatedHeaders(incoming: IncomingMessage): GatewayRequest["headers"] {
  const authorization = incoming.headersDistinct["authorization"];
  return authorization && authorization.length > 1 ? { ...incoming.headers, authorization } : incoming.headers;
}

function headerText(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.join(",");
}

async function send(outgoing: ServerResponse, { status, headers, body }: GatewayReply): Promise<void> {
  if (outgoing.destroyed) return endUnread(body);
  if (typeof body === "string" || body instanceof Uint8Array) {
    outgoing.writeHead(status, {
      ...headers,
      "content-length": Buffer.byteLength(body),
      "x-content-type-options": "nosniff",
    });
    outgoing.end(body);
    return;
  }
  outgoing.writeHead(status, { ...headers, "x-content-type-options": "nosniff" });
  outgoing.flushHeaders();
  // Leaving the loop ends the stream on the engine's side, which settles what was measured.
  for await (const frame of body) {
    if (outgoing.destroyed) break;
    if (!outgoing.write(frame)) await drained(outgoing);
  }
  outgoing.end();
}

async function endUnread(body: GatewayReply["body"]): Promise<void> {
  if (typeof body === "string" || body instanceof Uint8Array) return;
  for await (const _frame of body) break;
}

/** Resolves when the caller has read on, or has gone. */
function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off("drain", done).off("close", done);
      resolve();
    };
    outgoing.once("drain", done).once("close", done);
  });
}
