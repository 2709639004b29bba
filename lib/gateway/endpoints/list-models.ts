import type { JsonObject } from "#lib/core/json.ts";
import { authenticate } from "../admission/authenticate.ts";
import { checkKey, mayUseModel } from "../admission/check-key.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { GatewayError } from "../errors.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import type { GatewayKey, GatewayPorts, OrganizationConfig } from "../ports.ts";
import { offeredModels } from "../routing/offered-models.ts";
import { placesOf } from "../routing/places.ts";
import type { RouterConfig } from "../routing/router-config.ts";
import { jsonReply } from "./json-reply.ts";

/** GET /v1/models: every name this key may use and some enabled provider serves. */
export async function listModels(ports: GatewayPorts, request: GatewayRequest): Promise<GatewayReply> {
  const models = modelsOf(await viewOfCaller(ports, request));
  return jsonReply(request, { object: "list", data: [...models.values()] });
}

/** GET /v1/models/{id} */
export async function getModel(ports: GatewayPorts, request: GatewayRequest, id: string): Promise<GatewayReply> {
  const view = await viewOfCaller(ports, request);
  const model = modelsOf(view).get(id) ?? modelByName(view, id);
  if (!model) throw new GatewayError("model_not_found", { param: "model" });
  return jsonReply(request, model);
}

/** What a key sees models through. */
type View = {
  readonly key: GatewayKey;
  readonly catalog: Catalog;
  readonly organization: OrganizationConfig;
  readonly router?: RouterConfig;
};

async function viewOfCaller(ports: GatewayPorts, request: GatewayRequest): Promise<View> {
  const key = await authenticate(ports, request);
  checkKey(key, request, "models");
  const organization = await ports.directory.organization(key.organizationId);
  const routerId = key.routerId ?? organization.defaultRouterId;
  const router = routerId === undefined ? undefined : organization.routers.get(routerId);
  return { key, catalog: ports.catalog, organization, ...(router ? { router } : {}) };
}

function modelsOf({ key, ...offered }: View): Map<string, JsonObject> {
  return allowed(key, offeredModels(offered));
}

/** Names that no list holds, and that requests may use: `provider/model`, and what a rule's pattern matches. */
function modelByName({ key, catalog, organization, router }: View, id: string): JsonObject | undefined {
  if (!mayUseModel(key, id)) return undefined;
  const places = placesOf(organization, catalog);
  const found = [...(router ? places.byRules(router, id) : []), ...places.byName(id)];
  const ready = found.find((place) => place.kind === "ready");
  return ready && { id, object: "model", created: 0, owned_by: ready.target.connection.slug };
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
