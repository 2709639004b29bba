import type { JsonObject } from "#lib/core/json.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";

/** A 200 with a JSON body that no cache may keep. */
export function jsonReply(request: GatewayRequest, body: JsonObject): GatewayReply {
  return {
    status: 200,
    headers: { "content-type": "application/json", "cache-control": "no-store", "x-request-id": request.id },
    body: JSON.stringify(body),
  };
}
