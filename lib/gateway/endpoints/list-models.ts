import type { JsonObject } from "#lib/core/json.ts";
import { authenticate } from "../admission/authenticate.ts";
import { checkKey, mayUseModel } from "../admission/check-key.ts";
import { GatewayError } from "../errors.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import type { GatewayKey, GatewayPorts } from "../ports.ts";
import { offeredModels } from "../routing/offered-models.ts";
import { jsonReply } from "./json-reply.ts";

/** GET /v1/models: every name this key may use and some enabled provider serves. */
export async function listModels(ports: GatewayPorts, request: GatewayRequest): Promise<GatewayReply> {
  const models = await modelsOfCaller(ports, request);
  return jsonReply(request, { object: "list", data: [...models.values()] });
}

/** GET /v1/models/{id} */
export async function getModel(ports: GatewayPorts, request: GatewayRequest, id: string): Promise<GatewayReply> {
  const model = (await modelsOfCaller(ports, request)).get(id);
  if (!model) throw new GatewayError("model_not_found", { param: "model" });
  return jsonReply(request, model);
}

async function modelsOfCaller(ports: GatewayPorts, request: GatewayRequest): Promise<Map<string, JsonObject>> {
  const key = await authenticate(ports, request);
  checkKey(key, request, "models");
  const organization = await ports.directory.organization(key.organizationId);
  const routerId = key.routerId ?? organization.defaultRouterId;
  const router = routerId === undefined ? undefined : organization.routers.get(routerId);
  return allowed(key, offeredModels({ catalog: ports.catalog, organization, ...(router ? { router } : {}) }));
}

function allowed(key: GatewayKey, offered: ReturnType<typeof offeredModels>): Map<string, JsonObject> {
  const models = new Map<string, JsonObject>();
  for (const { id, ownedBy, releasedOn } of offered) {
    if (!mayUseModel(key, id)) continue;
    const created = releasedOn === undefined ? 0 : Math.floor(Date.parse(releasedOn) / 1_000);
    models.set(id, { id, object: "model", created, owned_by: ownedBy });
  }
  return models;
}
