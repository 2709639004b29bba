import { holdBudget } from "../admission/hold-budget.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import { openMediaInliner } from "../media/inline-media.ts";
import { priceReply } from "../metering/price-reply.ts";
import type { GatewayPorts } from "../ports.ts";
import { openReasoningRestorer } from "../reasoning/reasoning-restorer.ts";
import { type ModelCall, readModelCall } from "../request/model-call.ts";
import type { Committed } from "../routing/attempt.ts";
import { attemptCall, type CallContext } from "../routing/attempt-call.ts";
import { planCall } from "../routing/plan-call.ts";
import { trackStream } from "../routing/track-stream.ts";
import type { ModelEndpoint } from "./model-endpoints.ts";
import { respondStream } from "./respond-stream.ts";
import { respondWhole } from "./respond-whole.ts";
import { type Journey, type Route, serveCall } from "./serve-call.ts";
import { tryTargets } from "./try-targets.ts";

/** What the stages before the reply to a model call hand on to it. */
export type GenerateJourney = Journey<ModelCall>;

/** A request for a model's reply, in any dialect. */
export function generate(ports: GatewayPorts, request: GatewayRequest, endpoint: ModelEndpoint): Promise<GatewayReply> {
  return serveCall(ports, request, {
    ...endpoint,
    cacheable: true,
    read: (incoming) => readModelCall(incoming, endpoint),
    plan: planCall,
    hold: holdBudget,
    respond,
  });
}

async function respond(ports: GatewayPorts, journey: GenerateJourney, route: Route): Promise<GatewayReply> {
  const committed = runPlan(ports, journey, route);
  return journey.call.stream
    ? await respondStream(ports, journey, committed)
    : await respondWhole(ports, journey, await committed);
}

function runPlan(
  ports: GatewayPorts,
  { trace, call, admission }: GenerateJourney,
  { plan, deadline }: Route,
): Promise<Committed> {
  const { outputTokensCap } = admission;
  const cap = outputTokensCap === undefined ? {} : { outputTokensCap };
  const { organizationId } = trace.key;
  const restore = openReasoningRestorer(ports, organizationId);
  const inline = openMediaInliner(ports, {
    isAllowed: async () => (await ports.directory.organization(organizationId)).allowImageFetch === true,
    signal: deadline.guardAttempt(undefined).signal,
  });
  const context: CallContext = {
    prepare: async (given, target) => inline(await restore(given, target), target),
    onDiscard: (target, parts) =>
      trace.discarded.push(...parts.map((part) => priceReply(ports, { ...part, target, end: "cut" }))),
  };
  return tryTargets(ports, { trace, plan, tracksStreams: true }, async (target, credential) => {
    const committed = await attemptCall(ports, { call, target, credential, deadline, ...cap }, context);
    return call.stream ? trackStream(ports, committed) : committed;
  });
}
