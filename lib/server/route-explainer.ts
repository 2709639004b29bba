import { newId } from "#lib/core/ids.ts";
import {
  type ExplainedRequest,
  type ExplainPorts,
  explainPlan,
  GatewayError,
  readExplainedCall,
} from "#lib/gateway/index.ts";
import type { Directory } from "#lib/gateway/ports.ts";
import type { ExplainedCandidate, RouterReference } from "#lib/management/ports.ts";

type ExplainerPorts = ExplainPorts & { readonly directory: Directory };

/** The plan of a request under one router, by the very code that serves requests. */
export function routeExplainer(ports: ExplainerPorts) {
  return {
    async explainRoute(
      { organizationId, routerId }: RouterReference,
      request: ExplainedRequest,
    ): Promise<readonly ExplainedCandidate[]> {
      const organization = await ports.directory.organization(organizationId);
      const router = organization.routers.get(routerId);
      if (!router) throw new GatewayError("not_found");
      const call = readExplainedCall(emptyRequest(ports), request);
      return explainPlan(ports, call, { organization, router, unknownPrice: "allow" });
    },
  };
}

/** What surrounds the explained request: nobody sent it. */
function emptyRequest({ clock }: ExplainerPorts) {
  return {
    id: newId("req"),
    method: "POST",
    path: "",
    headers: {},
    ip: "",
    body: new Uint8Array(),
    signal: new AbortController().signal,
    arrivedMs: clock.monotonicMs(),
  };
}
