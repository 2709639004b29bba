import type { IncomingMessage } from "node:http";
import { GatewayError } from "#lib/gateway/index.ts";
import { bodyBytesMax } from "./read-node-body.ts";

const idleMs = 10_000;

/**
 * A body piece by piece, at the pace of whoever reads it. Throws `request_too_large` at the first byte too many,
 * `request_timeout` when a piece is awaited too long, `caller_gone` when the rest will never come.
 */
export async function* readNodeUpload(incoming: IncomingMessage): AsyncGenerator<Uint8Array, void, void> {
  if (Number(incoming.headers["content-length"] ?? 0) > bodyBytesMax) throw new GatewayError("request_too_large");
  const pieces = incoming.iterator({ destroyOnReturn: false });
  let bytes = 0;
  try {
    for (;;) {
      const next = await inTime(pieces.next());
      if (next.done) return;
      bytes += next.value.length;
      if (bytes > bodyBytesMax) throw new GatewayError("request_too_large");
      yield next.value;
    }
  } finally {
    await pieces.return?.();
  }
}

async function inTime(piece: Promise<IteratorResult<Buffer>>): Promise<IteratorResult<Buffer>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new GatewayError("request_timeout")), idleMs);
  });
  try {
    return await Promise.race([piece, late]);
  } catch (cause) {
    throw cause instanceof GatewayError ? cause : new GatewayError("caller_gone", { cause });
  } finally {
    clearTimeout(timer);
  }
}
