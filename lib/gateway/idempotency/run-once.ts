import { sha256Hex } from "#lib/core/sha256.ts";
import { authenticate } from "../admission/authenticate.ts";
import { GatewayError } from "../errors.ts";
import { type GatewayReply, type GatewayRequest, headerOf } from "../http.ts";
import type { GatewayPorts } from "../ports.ts";
import type { IdempotentRequest } from "./idempotency-store.ts";

const header = "idempotency-key";
const keptBytesMax = 256 * 1024;
const retryAfterMs = 1_000;

/**
 * Runs a request that carries an Idempotency-Key once: its twins are told to wait while it runs, and get its reply
 * afterwards. Failures, streams and replies above 256 KB are not kept: the next twin runs again. Uploads are not looked
 * at: they are sent on before they are read, and clients put them into other bytes each time.
 */
export async function runOnce(
  ports: GatewayPorts,
  request: GatewayRequest,
  run: () => Promise<GatewayReply>,
): Promise<GatewayReply> {
  const presented = headerOf(request, header);
  if (presented === undefined || request.method !== "POST" || request.upload) return run();
  const idempotent = await identify(ports, request, presented);
  const claim = await ports.idempotency.claim(idempotent);
  switch (claim.kind) {
    case "running":
      throw new GatewayError("idempotency_in_progress", { retryAfterMs });
    case "mismatch":
      throw new GatewayError("idempotency_mismatch", { param: "Idempotency-Key" });
    case "kept":
      return { ...claim.reply, headers: { ...claim.reply.headers, "x-gateway-idempotent-replay": "true" } };
    case "first":
      return keepReply(ports, idempotent, run);
  }
}

/** Scoped to the gateway key: the same text of another key is another one. */
async function identify(ports: GatewayPorts, request: GatewayRequest, presented: string): Promise<IdempotentRequest> {
  if (!/^[\x21-\x7e]{1,255}$/.test(presented)) {
    throw new GatewayError("invalid_request", {
      message: "The header Idempotency-Key must be 1 to 255 printable characters without spaces.",
      param: "Idempotency-Key",
    });
  }
  const { id, organizationId } = await authenticate(ports, request);
  const path = new TextEncoder().encode(`${request.path}\n`);
  const whole = new Uint8Array(path.length + request.body.length);
  whole.set(path);
  whole.set(request.body, path.length);
  return {
    organizationId,
    keyId: id,
    name: await sha256Hex(presented),
    fingerprint: await sha256Hex(whole),
  };
}

async function keepReply(
  { idempotency }: GatewayPorts,
  request: IdempotentRequest,
  run: () => Promise<GatewayReply>,
): Promise<GatewayReply> {
  let reply: GatewayReply;
  try {
    reply = await run();
  } catch (cause) {
    await idempotency.release(request);
    throw cause;
  }
  const { status, headers, body } = reply;
  if (typeof body === "string") {
    if (status === 200 && body.length <= keptBytesMax) await idempotency.keep(request, { status, headers, body });
    else await idempotency.release(request);
    return reply;
  }
  if (body instanceof Uint8Array) {
    await idempotency.release(request);
    return reply;
  }
  return { ...reply, body: releasedAtEnd(body, () => idempotency.release(request)) };
}

/** A stream's name is taken until its last piece has gone, or its caller. */
async function* releasedAtEnd(
  body: AsyncIterable<string | Uint8Array>,
  release: () => Promise<void>,
): AsyncGenerator<string | Uint8Array, void, void> {
  try {
    yield* body;
  } finally {
    await release();
  }
}
