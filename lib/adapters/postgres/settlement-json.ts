import { formatUsdPerMillion, formatUsdPerUnit } from "#lib/core/money.ts";
import type { Charge } from "../../gateway/metering/cost.ts";
import {
  cachedInputTokensOf,
  cacheWriteTokensOf,
  inputTokensOf,
  outputTokensOf,
} from "../../gateway/metering/usage.ts";
import type { AttemptRow, Settlement } from "../../gateway/ports.ts";

/**
 * The log row of a request as `gateway_settle` takes it: JSON text that any PostgreSQL accepts, without NULs and lone
 * surrogates. What is absent, false or 0 is left out, the database puts it in. Written for every request, so each field
 * is named once and nothing is copied on the way.
 */
export function settlementJson({ request, budgets, attempts, charges }: Settlement): string {
  const { target, usage } = request;
  const row = {
    id: request.id,
    organizationId: request.organizationId,
    keyId: request.keyId,
    userId: request.userId,
    routerId: request.routerId,
    endpoint: request.endpoint,
    dialect: request.dialect,
    requestedModel: request.requestedModel,
    provider: target?.provider,
    providerId: target?.providerId,
    providerKind: target?.providerKind,
    model: target?.model,
    status: request.status,
    httpStatus: request.httpStatus,
    errorCode: request.errorCode,
    stream: request.stream || undefined,
    cached: request.fromCache && true,
    savedNanoUsd: request.fromCache?.savedNanoUsd.toString(),
    latencyMs: request.latencyMs,
    ttftMs: request.ttftMs,
    overheadMs: request.overheadMs,
    attemptCount: attempts.length,
    inputTokens: inputTokensOf(usage) || undefined,
    cachedInputTokens: cachedInputTokensOf(usage) || undefined,
    cacheWriteTokens: cacheWriteTokensOf(usage) || undefined,
    outputTokens: outputTokensOf(usage) || undefined,
    reasoningTokens: usage.reasoning || undefined,
    usageSource: request.usageSource,
    priced: request.priced,
    costNanoUsd: request.costNanoUsd.toString(),
    reportedCostUsd: request.reportedCostUsd,
    metadata: request.metadata,
    attempts: attempts.map(attemptEntry),
    charges: charges.map(chargeEntry),
    budgetIds: budgets.map(({ budgetId }) => budgetId),
    periodStarts: budgets.map(({ periodStart }) => periodStart),
    createdAt: new Date(request.createdAtMs).toISOString(),
  };
  const text = JSON.stringify(row);
  // Most texts have no escape of this kind at all; a backslash that was written out may be found here, and does no harm.
  return text.includes("\\u") ? JSON.stringify(clean(JSON.parse(text))) : text;
}

function attemptEntry(attempt: AttemptRow) {
  return {
    provider: attempt.provider,
    providerKind: attempt.providerKind,
    model: attempt.model,
    status: attempt.status,
    errorCode: attempt.errorCode,
    detail: attempt.detail,
    httpStatus: attempt.httpStatus,
    startedAfterMs: attempt.startedAfterMs,
    durationMs: attempt.durationMs,
    costNanoUsd: attempt.costNanoUsd.toString(),
  };
}

function chargeEntry({ class: name, quantity, rate, unit, priceVersion, amountNanoUsd }: Charge) {
  const rateUsd = unit === "million" ? formatUsdPerMillion(rate) : formatUsdPerUnit(rate);
  return { class: name, quantity, rateUsd, unit, priceVersion, amountNanoUsd: amountNanoUsd.toString() };
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\u0000", "\uFFFD");
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [clean(name), clean(field)]));
}
