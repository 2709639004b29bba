import type { JsonObject } from "#lib/core/json.ts";
import { formatUsd, nanoUsdFrom } from "#lib/core/money.ts";
import { attemptsColumn, chargesColumn } from "#lib/db/log-columns.ts";
import type { Prisma, PrismaClient } from "#prisma/client.ts";
import { isGatewayErrorCode, publicCodeOf } from "../../gateway/errors.ts";
import type { RequestLog } from "../../gateway/ports.ts";

export type RequestLogOptions = {
  readonly prisma: PrismaClient;
  /** Makes what this process has just settled readable. */
  readonly flush: () => Promise<void>;
};

/** Reads requests back in the words of `/v1`. */
export function prismaRequestLog({ prisma, flush }: RequestLogOptions): RequestLog {
  return {
    async find({ organizationId, keyId, id }) {
      await flush();
      const row = await prisma.request.findFirst({ where: { id, organizationId, keyId } });
      return row ? toView(row) : undefined;
    },
  };
}

type RequestRow = Prisma.RequestGetPayload<Record<string, never>>;

function toView(row: RequestRow): JsonObject {
  return {
    id: row.id,
    created_at: row.createdAt.toISOString(),
    endpoint: row.endpoint,
    requested_model: row.requestedModel,
    provider: row.provider,
    model: row.model,
    status: row.status,
    http_status: row.httpStatus,
    error_code: row.errorCode,
    stream: row.stream,
    cached: row.cached,
    latency_ms: row.latencyMs,
    ttft_ms: row.ttftMs,
    usage: {
      input_tokens: Number(row.inputTokens),
      cached_input_tokens: Number(row.cachedInputTokens),
      cache_write_tokens: Number(row.cacheWriteTokens),
      output_tokens: Number(row.outputTokens),
      reasoning_tokens: Number(row.reasoningTokens),
      source: row.usageSource,
    },
    cost_usd: formatUsd(nanoUsdFrom(row.costNanoUsd)),
    saved_usd: formatUsd(nanoUsdFrom(row.savedNanoUsd)),
    charges: chargesColumn.parse(row.charges).map((charge) => ({
      class: charge.class,
      quantity: charge.quantity,
      [charge.unit === "million" ? "rate_usd_per_mtok" : "rate_usd"]: charge.rateUsd,
      price_version: charge.priceVersion,
      amount_usd: formatUsd(nanoUsdFrom(charge.amountNanoUsd)),
    })),
    attempts: attemptsColumn.parse(row.attempts).map((attempt) => ({
      provider: attempt.provider,
      model: attempt.model,
      status: attempt.status,
      error: attempt.errorCode === null ? null : publicCodeOfText(attempt.errorCode),
      http_status: attempt.httpStatus,
      duration_ms: attempt.durationMs,
      cost_usd: formatUsd(nanoUsdFrom(attempt.costNanoUsd)),
    })),
  };
}

/** Stored codes are our own names; callers know some of them by another. */
function publicCodeOfText(code: string): string {
  return isGatewayErrorCode(code) ? publicCodeOf(code) : code;
}
