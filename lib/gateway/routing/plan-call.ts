import { worstOf } from "../admission/call-bounds.ts";
import { checkFallbackModels } from "../admission/check-key.ts";
import { wantedOutputTokens } from "../admission/wanted-output.ts";
import { GatewayError } from "../errors.ts";
import type { Trace } from "../metering/trace.ts";
import type { GatewayKey, GatewayPorts, OrganizationConfig } from "../ports.ts";
import type { ModelCall } from "../request/model-call.ts";
import { type Plan, type PlanFacts, planTargets, type Rejection } from "./plan.ts";
import { needsOf } from "./request-needs.ts";
import type { RouterConfig } from "./router-config.ts";

/** The plan of one model call under its key's policy. Throws when nothing can serve it. */
export async function planCall(ports: GatewayPorts, trace: Trace, call: ModelCall): Promise<Plan> {
  checkFallbackModels(trace.key, call.fallbackModels);
  return planUnderKey(ports, trace, requestFactsOf(call));
}

/** What planning has to know of a request, whatever its endpoint. */
export type RequestFacts = Pick<PlanFacts, "request" | "worstCase">;

/** The plan of any request under its key's policy. Throws when nothing can serve it. */
export async function planUnderKey(ports: GatewayPorts, trace: Trace, facts: RequestFacts): Promise<Plan> {
  const { key } = trace;
  const organization = await ports.directory.organization(key.organizationId);
  const router = routerOf(organization, key);
  trace.routerId = router?.id;
  const plan = planRequest(ports, facts, {
    organization,
    ...(router ? { router } : {}),
    unknownPrice: key.unknownPrice,
  });
  requireTargets(ports, plan, facts.request.models[0] ?? "");
  return plan;
}

export function requestFactsOf(call: ModelCall): RequestFacts {
  const { canonical, endpoint, options } = call;
  return {
    request: {
      models: [canonical.model, ...call.fallbackModels],
      endpoint,
      stream: canonical.stream,
      needs: needsOf(canonical, call.body.text),
      metadata: options.metadata,
    },
    worstCase: (target) =>
      target.price.kind === "unknown" ? undefined : worstOf(call, [target], wantedOutputTokens(call, [target])),
  };
}

/** What the caller's organization and key say; without a router, names alone decide. */
export type PlanPolicy = Pick<PlanFacts, "organization" | "router" | "unknownPrice">;

/** The one way from a request to its plan, whether it is run or only explained. Never waits. */
export function planRequest(
  { catalog, health, clock, random }: Pick<GatewayPorts, "catalog" | "health" | "clock" | "random">,
  facts: RequestFacts,
  policy: PlanPolicy,
): Plan {
  return planTargets({ ...facts, ...policy, catalog, health, nowMs: clock.nowMs(), random });
}

/** The key's own router, else the organization's default one. */
export function routerOf(organization: OrganizationConfig, key: GatewayKey): RouterConfig | undefined {
  const routerId = key.routerId ?? organization.defaultRouterId;
  return routerId === undefined ? undefined : organization.routers.get(routerId);
}

/** Says with the fitting code why nothing can serve the request. */
function requireTargets({ clock }: GatewayPorts, { targets, rejected }: Plan, model: string): void {
  if (targets.length > 0) return;
  if (rejected.length === 0) {
    throw new GatewayError("model_not_found", {
      message: `No provider of this organization serves the model '${model}'.`,
      param: "model",
    });
  }
  if (rejected.every(({ kind }) => kind === "endpoint")) {
    const message = `Nothing serves '${model}' at this endpoint: ${wordsOf(rejected)}.`.slice(0, 300);
    throw new GatewayError("model_not_found", { message, param: "model" });
  }
  const limitedUntilMs = soonest(rejected);
  if (limitedUntilMs !== undefined) {
    throw new GatewayError("upstream_rate_limited", { retryAfterMs: Math.max(1_000, limitedUntilMs - clock.nowMs()) });
  }
  if (rejected.some(({ kind }) => kind === "price")) throw new GatewayError("price_unknown", { param: "model" });
  throw new GatewayError("no_provider_available", {
    message: `Nothing can serve '${model}' now: ${wordsOf(rejected)}.`.slice(0, 300),
  });
}

function soonest(rejected: readonly Rejection[]): number | undefined {
  let soonestMs: number | undefined;
  for (const { kind, untilMs } of rejected) {
    if (kind === "limited" && untilMs !== undefined && !(soonestMs !== undefined && soonestMs <= untilMs))
      soonestMs = untilMs;
  }
  return soonestMs;
}

function wordsOf(rejected: readonly Rejection[]): string {
  return [...new Set(rejected.map(({ reason }) => reason))].join("; ");
}
