import { authenticate } from "../admission/authenticate.ts";
import { checkKey, checkModel } from "../admission/check-key.ts";
import { takeRequestRate } from "../admission/take-rate.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import { estimateInputTokens } from "../metering/estimate.ts";
import { openTrace } from "../metering/trace.ts";
import type { GatewayPorts } from "../ports.ts";
import { type CallEndpoint, type ModelCall, readModelCall } from "../request/model-call.ts";
import { spliceBody } from "../request/splice-body.ts";
import type { Target } from "../routing/plan.ts";
import { planCall } from "../routing/plan-call.ts";
import { readJsonReply, requireSuccess } from "../routing/read-reply.ts";
import { usableCredentials } from "../routing/rest.ts";
import { upstreamHeaders, upstreamUrl } from "../routing/upstream-call.ts";
import { jsonReply } from "./json-reply.ts";

const endpoint: CallEndpoint = {
  name: "messages/count_tokens",
  dialect: "anthropic-messages",
  defaults: { max_tokens: 1 },
};

/**
 * POST /v1/messages/count_tokens: the provider's own count where the model's provider has one, otherwise ours. It
 * costs nothing and leaves no log row.
 */
export async function countTokens(ports: GatewayPorts, request: GatewayRequest): Promise<GatewayReply> {
  const key = await authenticate(ports, request);
  checkKey(key, request, endpoint.name);
  const call = readModelCall(request, endpoint);
  checkModel(key, call.canonical.model);
  await takeRequestRate(ports, key);
  const plan = await planCall(
    ports,
    openTrace(ports, request, { key, endpoint: endpoint.name, dialect: endpoint.dialect }),
    call,
  );
  const [first] = plan.targets;
  if (first?.provider.dialects.includes("anthropic-messages"))
    return jsonReply(request, await askProvider(ports, call, first));
  return jsonReply(request, { input_tokens: estimateInputTokens(ports.countTokens, call.canonical) });
}

async function askProvider(ports: GatewayPorts, call: ModelCall, target: Target) {
  const { timeouts, connection, provider } = target;
  const [credential] = usableCredentials({ health: ports.health, nowMs: ports.clock.nowMs() }, target);
  const reply = await ports.transport.send({
    url: upstreamUrl(connection, "/messages/count_tokens"),
    method: "POST",
    headers: upstreamHeaders(provider, connection, credential?.credential),
    body: spliceBody(call.body, { ...call.body.json, model: target.model }),
    connectMs: timeouts.connectMs,
    headersMs: timeouts.firstTokenMs,
    idleMs: timeouts.idleMs,
    signal: AbortSignal.timeout(timeouts.firstTokenMs),
  });
  await requireSuccess(reply);
  return (await readJsonReply(reply)).json;
}
