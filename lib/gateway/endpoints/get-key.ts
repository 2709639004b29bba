import type { JsonObject } from "#lib/core/json.ts";
import { formatUsd, maxMoney, noMoney, subtractMoney } from "#lib/core/money.ts";
import { authenticate } from "../admission/authenticate.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import type { BudgetState, GatewayPorts } from "../ports.ts";
import { jsonReply } from "./json-reply.ts";

/** GET /v1/key: what the key that asks may do and has left. */
export async function getKey(ports: GatewayPorts, request: GatewayRequest): Promise<GatewayReply> {
  const key = await authenticate(ports, request);
  const states = await ports.ledger.budgetStates(key.budgets);
  return jsonReply(request, {
    id: key.id,
    name: key.name,
    expires_at: key.expiresAtMs === undefined ? null : new Date(key.expiresAtMs).toISOString(),
    allowed_models: key.allowedModels,
    limits: {
      requests_per_minute: key.requestsPerMinute ?? null,
      tokens_per_minute: key.tokensPerMinute ?? null,
      max_concurrent: key.maxConcurrent ?? null,
    },
    budgets: states.map(budgetView),
  });
}

function budgetView(state: BudgetState): JsonObject {
  const taken = subtractMoney(subtractMoney(state.limitNanoUsd, state.settledNanoUsd), state.heldNanoUsd);
  return {
    scope: state.scope,
    limit_usd: formatUsd(state.limitNanoUsd),
    spent_usd: formatUsd(state.settledNanoUsd),
    held_usd: formatUsd(state.heldNanoUsd),
    remaining_usd: formatUsd(maxMoney(noMoney, subtractMoney(taken, state.unconfirmedNanoUsd))),
    resets_at: state.resetsAt ?? null,
  };
}
