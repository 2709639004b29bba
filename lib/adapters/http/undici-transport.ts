import { Readable } from "node:stream";
import { Agent, errors } from "undici";
import { GatewayError, type GatewayErrorCode } from "../../gateway/errors.ts";
import type { Transport, UpstreamCall, UpstreamReply } from "../../gateway/ports.ts";
import { BlockedAddress, guardedConnector } from "./guarded-connector.ts";

export type TransportOptions = {
  readonly allowPrivate: boolean;
  /** Sockets to one origin at the same time. */
  readonly connectionsMax?: number;
};

/** One for each connect timeout in use, which people set as they like. */
const agentsMax = 16;

/**
 * The one client for calls that leave the process. It follows no redirect, sends no header of its own accord but
 * `host`, and dials only addresses that the guard allows. Replies are never decompressed: none is asked for.
 */
export function undiciTransport(options: TransportOptions): Transport & { readonly close: () => Promise<void> } {
  const agents = new Map<number, Agent>();
  const agentFor = (connectMs: number): Agent => {
    const known = agents.get(connectMs);
    if (known) return known;
    const agent = new Agent({
      connect: guardedConnector({ allowPrivate: options.allowPrivate, connectMs }),
      connections: options.connectionsMax ?? 256,
      pipelining: 1,
      keepAliveTimeout: 30_000,
    });
    agents.set(connectMs, agent);
    if (agents.size > agentsMax) closeOldest(agents);
    return agent;
  };
  return {
    send: (call) => send(agentFor(call.connectMs), call),
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

/** What it has under way comes to its end; the next call with its timeout opens another. */
function closeOldest(agents: Map<number, Agent>): void {
  const [oldest] = agents;
  if (!oldest) return;
  agents.delete(oldest[0]);
  void oldest[1].close();
}

async function send(agent: Agent, call: UpstreamCall): Promise<UpstreamReply> {
  const url = new URL(call.url);
  try {
    const reply = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: call.method,
      headers: call.headers,
      ...(call.body === undefined ? {} : { body: asUndiciBody(call.body) }),
      headersTimeout: call.headersMs,
      bodyTimeout: call.idleMs,
      signal: call.signal,
    });
    return {
      status: reply.statusCode,
      headers: reply.headers,
      body: readBody(reply.body, call.signal),
      cancel: () => {
        // Ends the socket; the error that this raises on the body has no reader left.
        reply.body.on("error", () => undefined).destroy();
      },
    };
  } catch (cause) {
    throw asUpstreamError(cause, call.signal);
  }
}

/** A stream of bytes is one piece after the other, at the pace of the provider. */
function asUndiciBody(body: NonNullable<UpstreamCall["body"]>): string | Uint8Array | Readable {
  return typeof body === "string" || body instanceof Uint8Array ? body : Readable.from(body, { objectMode: false });
}

async function* readBody(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
  try {
    for await (const chunk of body) yield chunk;
  } catch (cause) {
    throw asUpstreamError(cause, signal, "upstream_stream_interrupted");
  }
}

/** What a failure of the connection means; `fallback` where the reply had already begun. */
function asUpstreamError(
  cause: unknown,
  signal: AbortSignal,
  fallback: GatewayErrorCode = "upstream_error",
): GatewayError {
  if (signal.aborted && signal.reason instanceof GatewayError) return signal.reason;
  if (cause instanceof GatewayError) return cause;
  if (cause instanceof BlockedAddress) return new GatewayError("upstream_blocked", { detail: cause.message, cause });
  const isTimeout =
    cause instanceof errors.ConnectTimeoutError ||
    cause instanceof errors.HeadersTimeoutError ||
    cause instanceof errors.BodyTimeoutError;
  return new GatewayError(isTimeout ? "upstream_timeout" : fallback, { detail: describe(cause), cause });
}

/** The name of the failure without the options of the request, which may hold a credential. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return "the connection failed";
  const code = "code" in cause && typeof cause.code === "string" ? `${cause.code}: ` : "";
  return `${code}${cause.message}`.slice(0, 300);
}
