import { authenticate } from "../admission/authenticate.ts";
import { GatewayError } from "../errors.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import type { GatewayPorts } from "../ports.ts";
import { jsonReply } from "./json-reply.ts";

/** GET /v1/requests/{id}: what happened to one of the key's own requests. */
export async function getRequest(ports: GatewayPorts, request: GatewayRequest, id: string): Promise<GatewayReply> {
  const key = await authenticate(ports, request);
  const found = await ports.requestLog.find({ organizationId: key.organizationId, keyId: key.id, id });
  if (!found) throw new GatewayError("not_found");
  return jsonReply(request, found);
}
