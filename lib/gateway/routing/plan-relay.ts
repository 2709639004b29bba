import { worstOfRelay } from "../admission/hold-relay.ts";
import type { Trace } from "../metering/trace.ts";
import type { GatewayPorts } from "../ports.ts";
import type { RelayCall } from "../request/relay-call.ts";
import type { Plan } from "./plan.ts";
import { planUnderKey } from "./plan-call.ts";
import type { RequestNeeds } from "./request-needs.ts";

/** The plan of a call to a relayed endpoint under its key's policy. Throws when nothing can serve it. */
export function planRelay<Input>(ports: GatewayPorts, trace: Trace, call: RelayCall<Input>): Promise<Plan> {
  const { model, endpoint, stream, inputTokens, options } = call;
  return planUnderKey(ports, trace, {
    request: { models: [model], endpoint, stream, needs: { ...noNeeds, inputTokens }, metadata: options.metadata },
    worstCase: (target) => (target.price.kind === "unknown" ? undefined : worstOfRelay(call, target)),
  });
}

/** What chat models differ in does not matter here. */
const noNeeds: Omit<RequestNeeds, "inputTokens"> = { tools: false, vision: false, jsonSchema: false };
