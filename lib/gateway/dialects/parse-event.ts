import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { GatewayError } from "../errors.ts";
import type { SseEvent } from "../streaming/sse.ts";

/** The JSON object of an event; anything else cannot be understood. */
export function parseEvent({ data }: SseEvent): JsonObject {
  const value = parseJson(data);
  if (isJsonObject(value)) return value;
  throw new GatewayError("upstream_invalid_response", {
    detail: `an event of the stream is no object: ${data.slice(0, 200)}`,
  });
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch (cause) {
    const detail = `an event of the stream is no JSON: ${data.slice(0, 200)}`;
    throw new GatewayError("upstream_invalid_response", { detail, cause });
  }
}
