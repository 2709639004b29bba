import type { JsonObject } from "#lib/core/json.ts";
import { formatUsd } from "#lib/core/money.ts";
import { publicCodeOf } from "../errors.ts";
import type { Served } from "../metering/trace.ts";
import type { AttemptRow } from "../ports.ts";
import { budgetRemaining } from "./reply-headers.ts";
import type { Journey } from "./serve-call.ts";

/** The object `gateway` that `x-gateway-include: metadata` adds to a reply. */
export function replyMetadata({ trace, admission }: Journey, served: Served, nowMs: number): JsonObject {
  const { target, priced } = served;
  const remaining = budgetRemaining(admission, priced.costNanoUsd);
  const metadata = {
    request_id: trace.requestId,
    provider: target.connection.slug,
    model: target.model,
    cost_usd: formatUsd(priced.costNanoUsd),
    budget_remaining_usd: remaining === undefined ? null : formatUsd(remaining),
    attempts: [
      ...trace.failures.map(attemptMetadata),
      {
        provider: target.connection.slug,
        model: target.model,
        status: "success",
        error: null,
        http_status: served.httpStatus,
        duration_ms: Math.round(nowMs - served.attemptStartedMs),
        cost_usd: formatUsd(priced.costNanoUsd),
      },
    ],
  };
  trace.metadataSent = metadata;
  return metadata;
}

export function attemptMetadata(attempt: AttemptRow): JsonObject {
  return {
    provider: attempt.provider,
    model: attempt.model,
    status: attempt.status,
    error: attempt.errorCode === undefined ? null : publicCodeOf(attempt.errorCode),
    http_status: attempt.httpStatus ?? null,
    duration_ms: attempt.durationMs,
    cost_usd: formatUsd(attempt.costNanoUsd),
  };
}
