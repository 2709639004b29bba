import { after } from "next/server";
import { systemClock } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import { asGatewayError, errorReply, type GatewayReply, type GatewayRequest } from "#lib/gateway/index.ts";
import type { Env } from "../env.ts";
import { callerAddress } from "./caller-address.ts";
import { container } from "./container.ts";
import { gatewayPath } from "./gateway-path.ts";
import { readWebBody, readWebUpload } from "./read-web-body.ts";

const encoder = new TextEncoder();

/** From a web request to the engine and back; the same engine, and the same rules, as behind the Node door. */
export async function handleGatewayRequest(request: Request): Promise<Response> {
  const arrivedMs = systemClock.monotonicMs();
  const id = newId("req");
  try {
    const { env, gateway } = await container();
    const path = gatewayPath(new URL(request.url).pathname);
    const { onVercel } = env.server;
    const handled = gateway.handle({
      id,
      method: request.method,
      path,
      headers: Object.fromEntries(request.headers),
      ip: addressOf(request.headers, env),
      ...(gateway.takesUpload(path)
        ? { body: new Uint8Array(), upload: readWebUpload(request, onVercel) }
        : { body: await readWebBody(request, onVercel) }),
      signal: request.signal,
      arrivedMs,
    } satisfies GatewayRequest);
    // A caller who hangs up must not end the function before the request is settled.
    after(handled.then(nothing, nothing));
    return toResponse(await handled);
  } catch (cause) {
    return toResponse(errorReply(asGatewayError(cause), id, "openai-chat"));
  }
}

function nothing(): void {}

/** The platform's own word for the caller's address where it gives one; no caller can set it there. */
function addressOf(headers: Headers, { server }: Env): string {
  const platform = server.onVercel ? headers.get("x-real-ip") : null;
  return platform ?? callerAddress("0.0.0.0", headers.get("x-forwarded-for") ?? undefined, server.trustedProxies);
}

function toResponse({ status, headers, body }: GatewayReply): Response {
  const all = { ...headers, "x-content-type-options": "nosniff" };
  if (typeof body === "string") return new Response(body, { status, headers: all });
  if (body instanceof Uint8Array) return new Response(new Blob([body.slice()]), { status, headers: all });
  return new Response(toStream(body), { status, headers: all });
}

/**
 * A stream that settles whatever happens: read to its end, or cancelled by the caller. `after` keeps the function
 * alive until then, because the platform may stop it once the reply has ended.
 */
function toStream(pieces: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  let ended: () => void = () => undefined;
  after(
    new Promise<void>((resolve) => {
      ended = resolve;
    }),
  );
  return new ReadableStream({
    async pull(controller) {
      try {
        const next = await iterator.next();
        if (!next.done) return controller.enqueue(asBytes(next.value));
        controller.close();
        ended();
      } catch (cause) {
        ended();
        throw cause;
      }
    },
    async cancel() {
      await iterator.return?.().finally(ended);
    },
  });
}

function asBytes(piece: string | Uint8Array): Uint8Array {
  return typeof piece === "string" ? encoder.encode(piece) : piece;
}
