import { GatewayError } from "#lib/gateway/index.ts";
import { bodyBytesMax } from "./read-node-body.ts";

/** What Vercel itself accepts; larger bodies never arrive there. */
const vercelBytesMax = 4_500_000;

/** Reads a web request's body to its end. Throws `request_too_large` at the first byte too many. */
export async function readWebBody(request: Request, onVercel: boolean): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readWebUpload(request, onVercel)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The same piece by piece, at the pace of whoever reads it. */
export async function* readWebUpload(request: Request, onVercel: boolean): AsyncGenerator<Uint8Array, void, void> {
  const bytesMax = onVercel ? vercelBytesMax : bodyBytesMax;
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new GatewayError("request_too_large");
    yield chunk;
  }
}
