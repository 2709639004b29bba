import type { IncomingMessage } from "node:http";
import { GatewayError } from "#lib/gateway/index.ts";

export const bodyBytesMax = 32 * 1024 * 1024;
const idleMs = 10_000;
const totalMs = 60_000;
const empty = new Uint8Array();

/** Reads a body to its end. Throws `request_too_large` at the first byte too many, `request_timeout` when it comes too slowly. */
export function readNodeBody(incoming: IncomingMessage): Promise<Uint8Array> {
  const announced = Number(incoming.headers["content-length"] ?? 0);
  if (announced > bodyBytesMax) return Promise.reject(new GatewayError("request_too_large"));
  if (announced === 0 && incoming.headers["transfer-encoding"] === undefined) return Promise.resolve(empty);

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const fail = (error: GatewayError) => {
      stop();
      incoming.pause();
      reject(error);
    };
    const tooSlow = () => fail(new GatewayError("request_timeout"));
    const total = setTimeout(tooSlow, totalMs);
    const idle = setTimeout(tooSlow, idleMs);
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bodyBytesMax) return fail(new GatewayError("request_too_large"));
      chunks.push(chunk);
      idle.refresh();
    };
    const onEnd = () => {
      stop();
      const [only] = chunks;
      resolve(only && chunks.length === 1 ? only : Buffer.concat(chunks));
    };
    const onClose = () => fail(new GatewayError("caller_gone"));
    const stop = () => {
      clearTimeout(total);
      clearTimeout(idle);
      incoming.off("data", onData).off("end", onEnd).off("close", onClose);
    };
    incoming
      .on("data", onData)
      .once("end", onEnd)
      .once("close", onClose)
      .on("error", () => undefined);
  });
}
