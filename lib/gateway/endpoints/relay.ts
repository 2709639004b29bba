import { holdRelay } from "../admission/hold-relay.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import { priceRelayed } from "../metering/price-relayed.ts";
import type { GatewayPorts } from "../ports.ts";
import type { Relay } from "../relays/relay.ts";
import { type RelayCall, readRelayCall } from "../request/relay-call.ts";
import { attemptRelay, type RelayedReply } from "../routing/attempt-relay.ts";
import type { Plan } from "../routing/plan.ts";
import { planRelay } from "../routing/plan-relay.ts";
import type { Endpoint } from "./endpoint.ts";
import { respondRelayed } from "./respond-relayed.ts";
import { type Journey, type Route, serveCall } from "./serve-call.ts";
import { tryTargets } from "./try-targets.ts";

/** A relayed endpoint: the caller's request goes to a provider that has it, in the provider's form. */
export function relaying<Input>(relay: Relay<Input>): Endpoint {
  return {
    method: "POST",
    path: relay.name,
    dialect: "openai-chat",
    handle: (ports, request) => serveRelay(ports, request, relay),
  };
}

function serveRelay<Input>(ports: GatewayPorts, request: GatewayRequest, relay: Relay<Input>): Promise<GatewayReply> {
  return serveCall<RelayCall<Input>>(ports, request, {
    name: relay.name,
    dialect: "openai",
    cacheable: relay.cacheable === true,
    read: (incoming) => readRelayCall(incoming, relay),
    plan: planRelay,
    hold: holdRelay,
    respond: async (within, journey, route) => respondRelayed(within, journey, await runRelay(within, journey, route)),
  });
}

function runRelay<Input>(
  ports: GatewayPorts,
  { trace, call }: Journey<RelayCall<Input>>,
  { plan, deadline }: Route,
): Promise<RelayedReply> {
  return tryTargets(ports, { trace, plan: whileRepeatable(plan, call) }, (target, credential) =>
    attemptRelay(ports, {
      call,
      target,
      credential,
      deadline,
      onDiscard: (discardedBy, answered) => {
        for (const { input, reply } of answered) {
          const facts = { call: { ...call, input }, target: discardedBy, end: "cut" as const };
          trace.discarded.push(priceRelayed(ports, { ...facts, usage: reply.usage, json: reply.json }));
        }
      },
    }),
  );
}

/** A body that was sent on and let go cannot be sent to another target: its first failure is the last. */
function whileRepeatable<Input>(plan: Plan, { relay, input }: RelayCall<Input>): Plan {
  const { canRepeat } = relay;
  if (!canRepeat) return plan;
  return {
    ...plan,
    get attemptsMax() {
      return canRepeat(input) ? plan.attemptsMax : 0;
    },
  };
}
