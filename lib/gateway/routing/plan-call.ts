import { GatewayError } from "../errors.ts";
import { ceilingPrice } from "../metering/ceiling-price.ts";
import type { Trace } from "../metering/trace.ts";
import type { GatewayKey, GatewayPorts } from "../ports.ts";
import type { ModelCall } from "../request/model-call.ts";
import { type Plan, planTargets, type Target } from "./plan.ts";

const bytesPerToken = 4;

/** The plan of one call under its key's policy. Throws when nothing can serve it. */
export async function planCall(ports: GatewayPorts, trace: Trace, call: ModelCall): Promise<Plan> {
  const { key } = trace;
  const organization = await ports.directory.organization(key.organizationId);
  const routerId = key.routerId ?? organization.defaultRouterId;
  const router = routerId === undefined ? undefined : organization.routers.get(routerId);
  trace.routerId = router?.id;

  const plan = planTargets({
    request: {
      model: call.canonical.model,
      endpoint: call.endpoint,
      stream: call.canonical.stream,
      inputTokens: Math.ceil(call.body.text.length / bytesPerToken),
      metadata: call.options.metadata,
    },
    organization,
    ...(router ? { router } : {}),
    catalog: ports.catalog,
    random: ports.random,
  });
  requireTargets(plan, call.canonical.model);
  return applyPricePolicy(ports, plan, key);
}

function requireTargets(plan: Plan, model: string): void {
  if (plan.targets.length > 0) return;
  if (plan.rejected.length === 0) {
    throw new GatewayError("model_not_found", {
      message: `No provider of this organization serves the model '${model}'.`,
      param: "model",
    });
  }
  const reasons = [...new Set(plan.rejected.map((rejection) => rejection.reason))].join("; ");
  throw new GatewayError("no_provider_available", {
    message: `Nothing can serve '${model}' now: ${reasons}.`.slice(0, 300),
  });
}

/** What the key says of models without a price: serve them, refuse them, or charge the provider's highest price. */
function applyPricePolicy(ports: GatewayPorts, plan: Plan, key: GatewayKey): Plan {
  if (key.unknownPrice === "allow" || plan.targets.every((target) => target.price.kind !== "unknown")) return plan;
  if (key.unknownPrice === "ceiling") {
    const priced = (target: Target): Target =>
      target.price.kind === "unknown" ? { ...target, price: ceilingPrice(ports.catalog, target.provider) } : target;
    return { ...plan, targets: plan.targets.map(priced) };
  }
  const targets = plan.targets.filter((target) => target.price.kind !== "unknown");
  const unpriced = plan.targets.filter((target) => target.price.kind === "unknown");
  if (targets.length === 0) throw new GatewayError("price_unknown", { param: "model" });
  const rejected = unpriced.map(({ connection, model }) => ({
    connection,
    model,
    reason: "the model has no known price",
  }));
  return { ...plan, targets, rejected: [...plan.rejected, ...rejected] };
}
