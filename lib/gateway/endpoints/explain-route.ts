import type { JsonObject } from "#lib/core/json.ts";
import { formatUsd, type NanoUsd } from "#lib/core/money.ts";
import { authenticate } from "../admission/authenticate.ts";
import { checkFallbackModels, checkKey, checkModel } from "../admission/check-key.ts";
import { takeRequestRate } from "../admission/take-rate.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import type { GatewayPorts } from "../ports.ts";
import { parseBody } from "../request/parse-body.ts";
import { type ExplainedCandidate, explainPlan } from "../routing/explain-plan.ts";
import { routerOf } from "../routing/plan-call.ts";
import { jsonReply } from "./json-reply.ts";
import { readExplainedCall, readExplainedRequest } from "./read-explained-call.ts";

/** POST /v1/route/explain: where a request of this key would go now, and why. Sends and spends nothing. */
export async function explainRoute(ports: GatewayPorts, request: GatewayRequest): Promise<GatewayReply> {
  const key = await authenticate(ports, request);
  const call = readExplainedCall(request, readExplainedRequest(parseBody(request).json, request.headers));
  checkKey(key, request, call.endpoint);
  checkModel(key, call.model);
  checkFallbackModels(key, call.fallbackModels);
  await takeRequestRate(ports, key);
  const organization = await ports.directory.organization(key.organizationId);
  const router = routerOf(organization, key);
  const candidates = explainPlan(ports, call, {
    organization,
    ...(router ? { router } : {}),
    unknownPrice: key.unknownPrice,
  });
  return jsonReply(request, { candidates: candidates.map(candidateView) });
}

function candidateView(candidate: ExplainedCandidate): JsonObject {
  return {
    provider_id: candidate.connection?.id ?? null,
    provider: candidate.connection?.slug ?? null,
    model: candidate.model,
    kept: candidate.kept,
    reason: candidate.reason,
    expected_cost_usd: usdOrNull(candidate.expectedCostNanoUsd),
    worst_case_cost_usd: usdOrNull(candidate.worstCaseCostNanoUsd),
  };
}

function usdOrNull(amount: NanoUsd | undefined): string | null {
  return amount === undefined ? null : formatUsd(amount);
}
