import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { GatewayError } from "../errors.ts";
import { type GatewayRequest, headerOf } from "../http.ts";
import { type Member, scanJson } from "./scan-json.ts";

/** A caller's JSON body, checked and parsed, with its text kept so that it can be forwarded unchanged. */
export type ParsedBody = {
  readonly json: JsonObject;
  readonly text: string;
  readonly members: readonly Member[];
};

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Throws `unsupported_media_type`, `unsupported_content_encoding`, `invalid_json` and what `scanJson` throws. */
export function parseBody(request: GatewayRequest): ParsedBody {
  requireJson(request);
  const text = decode(request.body);
  const members = scanJson(text);
  const json = parse(text);
  if (!isJsonObject(json))
    throw new GatewayError("invalid_json", { message: "The request body must be a JSON object." });
  return { json, text, members };
}

function requireJson(request: GatewayRequest): void {
  const encoding = headerOf(request, "content-encoding");
  if (encoding !== undefined && encoding !== "identity") throw new GatewayError("unsupported_content_encoding");
  const type = headerOf(request, "content-type")?.toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/.test(type)) {
    throw new GatewayError("unsupported_media_type");
  }
}

function decode(body: Uint8Array): string {
  try {
    return decoder.decode(body);
  } catch (cause) {
    throw new GatewayError("invalid_json", { message: "The request body is not valid UTF-8.", cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GatewayError("invalid_json", { cause });
  }
}
