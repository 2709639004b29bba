import { z } from "zod";
import { type AttemptEntry, attemptsColumn, type ChargeEntry, chargesColumn } from "#lib/db/log-columns.ts";
import { isGatewayErrorCode, publicCodeOf } from "#lib/gateway/errors.ts";
import type { Prisma } from "../database.ts";
import { timeView, usdView, viewTime, viewUsd } from "../fields.ts";

export const logStatuses = ["success", "error", "cancelled"] as const;

export const logRow = z.object({
  id: z.string(),
  createdAt: timeView,
  keyId: z.string().nullable(),
  userId: z.string().nullable(),
  routerId: z.string().nullable(),
  endpoint: z.string(),
  dialect: z.string(),
  requestedModel: z.string(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  status: z.enum(logStatuses),
  httpStatus: z.int(),
  errorCode: z.string().nullable(),
  stream: z.boolean(),
  /** Whether the reply came from the cache, and what it had cost when a provider gave it. */
  cached: z.boolean(),
  savedUsd: usdView,
  latencyMs: z.int(),
  ttftMs: z.int().nullable(),
  overheadMs: z.number().nullable(),
  inputTokens: z.int(),
  cachedInputTokens: z.int(),
  cacheWriteTokens: z.int(),
  outputTokens: z.int(),
  reasoningTokens: z.int(),
  usageSource: z.enum(["provider", "estimated"]),
  costUsd: usdView,
  /** Whether the model had a price; without one the cost is 0 and says nothing. */
  priced: z.boolean(),
  attemptCount: z.int(),
  metadata: z.record(z.string(), z.json()),
});
export type LogRow = z.infer<typeof logRow>;

export const attemptView = z.object({
  number: z.int(),
  provider: z.string(),
  providerKind: z.string(),
  model: z.string(),
  status: z.enum(["failed", "success"]),
  error: z.string().nullable(),
  detail: z.string().nullable(),
  httpStatus: z.int().nullable(),
  startedAfterMs: z.int(),
  durationMs: z.int(),
  costUsd: usdView,
});
export type AttemptView = z.infer<typeof attemptView>;

export const chargeView = z.object({
  class: z.string(),
  quantity: z.int(),
  /** One of the two: per million tokens, or per single unit. */
  rateUsdPerMtok: z.string().exactOptional(),
  rateUsd: z.string().exactOptional(),
  priceVersion: z.string(),
  amountUsd: usdView,
});
export type ChargeView = z.infer<typeof chargeView>;

export const logDetail = logRow.extend({
  /** How the usage was learned, more finely: `clamped`, `estimated_cut`, `estimated_disconnect`. */
  usageDetail: z.string(),
  /** The provider's own figure, where it reports one. */
  reportedCostUsd: z.string().nullable(),
  /** What people call what the ids stand for; null where there is none, the id where it was deleted since. */
  names: z.object({ key: z.string().nullable(), user: z.string().nullable(), router: z.string().nullable() }),
  attempts: z.array(attemptView),
  charges: z.array(chargeView),
});
export type LogDetail = z.infer<typeof logDetail>;

type RequestRow = Prisma.RequestGetPayload<Record<string, never>>;

/** What providers reported, corrected or not, as against what the gateway measured itself. */
const reported = new Set(["provider", "clamped"]);

export function toLogRow(row: RequestRow): LogRow {
  return {
    id: row.id,
    createdAt: viewTime(row.createdAt),
    keyId: row.keyId,
    userId: row.userId,
    routerId: row.routerId,
    endpoint: row.endpoint,
    dialect: row.dialect,
    requestedModel: row.requestedModel,
    provider: row.provider,
    model: row.model,
    status: logRow.shape.status.parse(row.status),
    httpStatus: row.httpStatus,
    errorCode: row.errorCode,
    stream: row.stream,
    cached: row.cached,
    savedUsd: viewUsd(row.savedNanoUsd),
    latencyMs: row.latencyMs,
    ttftMs: row.ttftMs,
    overheadMs: row.overheadMs,
    inputTokens: Number(row.inputTokens),
    cachedInputTokens: Number(row.cachedInputTokens),
    cacheWriteTokens: Number(row.cacheWriteTokens),
    outputTokens: Number(row.outputTokens),
    reasoningTokens: Number(row.reasoningTokens),
    usageSource: reported.has(row.usageSource) ? "provider" : "estimated",
    costUsd: viewUsd(row.costNanoUsd),
    priced: row.priced,
    attemptCount: row.attemptCount,
    metadata: logRow.shape.metadata.parse(row.metadata),
  };
}

export function toLogDetail(row: RequestRow, names: LogDetail["names"]): LogDetail {
  return {
    ...toLogRow(row),
    usageDetail: row.usageSource,
    reportedCostUsd: row.reportedCostUsd,
    names,
    attempts: attemptsColumn.parse(row.attempts).map(toAttemptView),
    charges: chargesColumn.parse(row.charges).map(toChargeView),
  };
}

function toAttemptView(row: AttemptEntry, index: number): AttemptView {
  return {
    number: index + 1,
    provider: row.provider,
    providerKind: row.providerKind,
    model: row.model,
    status: row.status,
    error: row.errorCode === null ? null : publicCode(row.errorCode),
    detail: row.detail,
    httpStatus: row.httpStatus,
    startedAfterMs: row.startedAfterMs,
    durationMs: row.durationMs,
    costUsd: viewUsd(row.costNanoUsd),
  };
}

function toChargeView(row: ChargeEntry): ChargeView {
  return {
    class: row.class,
    quantity: row.quantity,
    ...(row.unit === "million" ? { rateUsdPerMtok: row.rateUsd } : { rateUsd: row.rateUsd }),
    priceVersion: row.priceVersion,
    amountUsd: viewUsd(row.amountNanoUsd),
  };
}

/** As callers know it; inside, some codes are told apart more finely. */
export function publicCode(code: string): string {
  return isGatewayErrorCode(code) ? publicCodeOf(code) : code;
}
