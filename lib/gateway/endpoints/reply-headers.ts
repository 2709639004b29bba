import { addMoney, formatUsd, type NanoUsd, noMoney, subtractMoney } from "#lib/core/money.ts";
import type { Admission } from "../admission/hold-budget.ts";
import type { RateLimitResult } from "../ports.ts";
import type { Answered } from "../routing/answered.ts";
import { droppedHeader, headerText } from "./header-text.ts";
import type { Journey } from "./serve-call.ts";

/** Headers that every reply with content carries, whole or streamed. */
export function replyHeaders(journey: Journey, committed: Answered, overheadMs: number): Record<string, string> {
  const { trace, admission } = journey;
  return {
    "x-request-id": trace.requestId,
    "x-gateway-provider": committed.target.connection.slug,
    "x-gateway-model": headerText(committed.target.model),
    "x-gateway-attempts": String(trace.failures.length + 1),
    "x-gateway-overhead-ms": overheadMs.toFixed(1),
    "x-gateway-cache": journey.cache,
    ...rateLimitHeaders(journey.rate),
    ...(committed.dropped.length === 0 ? {} : { "x-gateway-dropped-params": droppedHeader(committed.dropped) }),
    ...(admission.capLowered ? { "x-gateway-output-cap": String(admission.outputTokensCap) } : {}),
  };
}

/** OpenAI's names and forms; absent where the key has no such limit. */
export function rateLimitHeaders(rate: RateLimitResult | undefined): Record<string, string> {
  if (!rate) return {};
  return {
    "x-ratelimit-limit-requests": String(rate.limit),
    "x-ratelimit-remaining-requests": String(rate.remaining),
    "x-ratelimit-reset-requests": `${Math.ceil(rate.resetMs / 1_000)}s`,
  };
}

/** Left on the tightest hard budget once this request is settled; other requests in flight stay counted. */
export function budgetRemaining(admission: Admission, costNanoUsd: NanoUsd): NanoUsd | undefined {
  const hold = admission.hold;
  if (hold?.remainingNanoUsd === undefined) return undefined;
  const left = subtractMoney(addMoney(hold.remainingNanoUsd, hold.grantedNanoUsd), costNanoUsd);
  return left < 0n ? noMoney : left;
}

export function moneyHeaders(admission: Admission, costNanoUsd: NanoUsd): Record<string, string> {
  const remaining = budgetRemaining(admission, costNanoUsd);
  return {
    "x-gateway-cost-usd": formatUsd(costNanoUsd),
    ...(remaining === undefined ? {} : { "x-gateway-budget-remaining-usd": formatUsd(remaining) }),
  };
}
