import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { GatewayError } from "../errors.ts";

/** The `error` object of OpenAI's formats, which is also the gateway's own. */
export function writeOpenaiError({ message, row, publicCode, options }: GatewayError): JsonObject {
  const error: Record<string, JsonValue> = {
    message,
    type: row.type,
    param: options.param ?? null,
    code: options.providerCode ?? publicCode,
  };
  if (options.metadata) error["metadata"] = toJson(options.metadata);
  return error;
}

/** Metadata is made by the engine from plain values; JSON is what is left of it on the wire anyway. */
function toJson(metadata: object): JsonValue {
  return JSON.parse(JSON.stringify(metadata));
}
