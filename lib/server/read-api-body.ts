import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { scanJson } from "#lib/gateway/request/scan-json.ts";
import { ManagementError } from "#lib/management/errors.ts";

const bodyBytesMax = 1_048_576;
const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** The JSON object of a request to `/api`; a request without a body stands for one without fields. */
export async function readApiBody(request: Request): Promise<JsonObject> {
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") throw new ManagementError("unsupported_content_encoding");
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  if (!jsonType.test(request.headers.get("content-type") ?? "")) throw new ManagementError("unsupported_media_type");
  const text = decode(bytes);
  scanJson(text);
  const value = parse(text);
  if (isJsonObject(value)) return value;
  throw new ManagementError("invalid_json", { message: "The request body must be a JSON object." });
}

/** Stops at the first byte too many, whatever the request says of its length. */
async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? "0") > bodyBytesMax)
    throw new ManagementError("request_too_large");
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > bodyBytesMax) throw new ManagementError("request_too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new ManagementError("invalid_json", { message: "The request body is not valid UTF-8.", cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ManagementError("invalid_json", { cause });
  }
}
