import { noMoney } from "#lib/core/money.ts";
import type { Catalog } from "#lib/gateway/catalog/catalog.ts";
import type { GatewayErrorCode } from "#lib/gateway/errors.ts";
import { chargesFor } from "#lib/gateway/metering/cost.ts";
import type { UsageCounts } from "#lib/gateway/metering/usage.ts";
import type { AttemptRow, RequestRow, Settlement } from "#lib/gateway/ports.ts";
import { type CastKey, type CastModel, models } from "./cast.ts";
import type { Dice } from "./dice.ts";

/** What was made in the database, by the names that the cast gives things. */
export type Stage = {
  readonly organizationId: string;
  readonly catalog: Catalog;
  readonly providerIds: ReadonlyMap<string, { readonly id: string; readonly kind: string }>;
  readonly keys: readonly (CastKey & { readonly id: string; readonly userId: string })[];
  /** When OpenAI had a bad hour. */
  readonly incident: { readonly fromMs: number; readonly toMs: number };
};

type Occasion = { readonly id: string; readonly atMs: number };
type Facts = Pick<RequestRow, "id" | "createdAtMs" | "keyId" | "userId" | "metadata" | "stream" | "requestedModel">;

/** One request as the gateway would have settled it: priced by the catalog, failed over where its provider failed. */
export function inventRequest(dice: Dice, stage: Stage, { id, atMs }: Occasion): Settlement {
  const key = dice.pickWeighted(
    stage.keys.map((one) => [one, one.share] as const),
    stage.keys[0] ?? missing("a key"),
  );
  const mix = Object.entries(key.mix).map(([name, weight]) => [modelNamed(name), weight] as const);
  const model = dice.pickWeighted(mix, models.mini);
  const facts: Facts = {
    id,
    createdAtMs: atMs,
    keyId: key.id,
    userId: key.userId,
    metadata: dice.pick(key.metadata, {}),
    stream: dice.isTrue(key.streamed),
    requestedModel: model.name,
  };
  if (dice.isTrue(0.004)) return refused(stage, facts, { status: 429, code: "rate_limit_exceeded" });

  const inIncident = model.provider === "openai" && atMs >= stage.incident.fromMs && atMs < stage.incident.toMs;
  const failure = dice.isTrue(inIncident ? 0.45 : 0.012) ? inventFailure(dice, stage, model) : undefined;
  if (failure && dice.isTrue(0.12))
    return allFailed(stage, facts, [failure, inventFallbackFailure(dice, stage, model)]);
  return answered(dice, stage, { facts, key, model, failures: failure ? [failure] : [] });
}

type Answer = {
  readonly facts: Facts;
  readonly key: CastKey;
  readonly model: CastModel;
  readonly failures: readonly AttemptRow[];
};

function answered(dice: Dice, stage: Stage, { facts, key, model, failures }: Answer): Settlement {
  const target = targetOf(
    stage,
    failures.length > 0 ? model.fallback : { provider: model.provider, model: model.name },
  );
  const usage = inventUsage(dice, key);
  const price = stage.catalog.offers(target.providerKind, target.model)?.price ?? { kind: "unknown" as const };
  const { charges, costNanoUsd, priced } = chargesFor({ counts: usage }, price);
  const startedAfterMs = failures.reduce((sum, { durationMs }) => sum + durationMs + 1, 2);
  const firstMs = Math.round(model.firstTokenMs * dice.spread(0.32));
  const durationMs = firstMs + Math.round(((usage.output ?? 0) / model.tokensPerSecond) * 1_000 * dice.spread(0.15));
  const attempt: AttemptRow = {
    ...attemptOf(target),
    status: "success",
    httpStatus: 200,
    startedAfterMs,
    durationMs,
    costNanoUsd,
  };
  const isCancelled = facts.stream && dice.isTrue(0.006);
  return {
    request: {
      ...common(stage, facts),
      target,
      status: isCancelled ? "cancelled" : "success",
      httpStatus: isCancelled ? 499 : 200,
      latencyMs: startedAfterMs + durationMs,
      ttftMs: startedAfterMs + (facts.stream ? firstMs : durationMs),
      usage,
      usageSource: isCancelled ? "estimated_disconnect" : "provider",
      priced,
      costNanoUsd,
    },
    budgets: [],
    attempts: [...failures, attempt],
    charges,
  };
}

function inventUsage(dice: Dice, key: CastKey): UsageCounts {
  const all = Math.max(12, Math.round(key.inputTokens * dice.spread(0.55)));
  const cached = dice.isTrue(0.7) ? Math.round((all * key.cachedShare) / 128) * 128 : 0;
  const output = Math.max(4, Math.round(key.outputTokens * dice.spread(0.6)));
  return { input: all - cached, ...(cached > 0 ? { cached_input: cached } : {}), output };
}

const failures: readonly (readonly [GatewayErrorCode, number, string])[] = [
  ["upstream_overloaded", 503, "The server is currently overloaded. Please try again later."],
  ["upstream_rate_limited", 429, "Rate limit reached for requests per minute."],
  ["upstream_error", 500, "The server had an error while processing your request."],
];

function inventFailure(dice: Dice, stage: Stage, { provider, name }: CastModel): AttemptRow {
  const [errorCode, httpStatus, detail] = dice.pick(failures, failures[0] ?? missing("a failure"));
  return {
    ...attemptOf(targetOf(stage, { provider, model: name })),
    ...{ status: "failed", errorCode, httpStatus, detail, startedAfterMs: 2, costNanoUsd: noMoney },
    durationMs: Math.round(420 * dice.spread(0.6)),
  };
}

function inventFallbackFailure(dice: Dice, stage: Stage, { fallback }: CastModel): AttemptRow {
  return {
    ...attemptOf(targetOf(stage, fallback)),
    ...{ status: "failed", errorCode: "upstream_timeout", detail: "No first token within 30 s.", costNanoUsd: noMoney },
    startedAfterMs: 900,
    durationMs: Math.round(30_000 * dice.spread(0.01)),
  };
}

function allFailed(stage: Stage, facts: Facts, attempts: readonly AttemptRow[]): Settlement {
  const last = attempts.at(-1);
  const latencyMs = last ? last.startedAfterMs + last.durationMs : 0;
  const request = { ...common(stage, facts), ...unbilled, httpStatus: 504, errorCode: "upstream_timeout", latencyMs };
  return { request, budgets: [], attempts, charges: [] };
}

type Refusal = { readonly status: number; readonly code: GatewayErrorCode };

function refused(stage: Stage, facts: Facts, { status, code }: Refusal): Settlement {
  const request = { ...common(stage, facts), ...unbilled, httpStatus: status, errorCode: code, latencyMs: 1 };
  return { request, budgets: [], attempts: [], charges: [] };
}

const unbilled = {
  status: "error",
  usage: {},
  usageSource: "provider",
  priced: true,
  costNanoUsd: noMoney,
} as const satisfies Partial<RequestRow>;

function common({ organizationId }: Stage, facts: Facts) {
  return { ...facts, organizationId, endpoint: "chat/completions", dialect: "openai-chat", overheadMs: 0.6 };
}

function targetOf({ providerIds }: Stage, { provider, model }: { readonly provider: string; readonly model: string }) {
  const { id, kind } = providerIds.get(provider) ?? missing(provider);
  return { provider, providerId: id, providerKind: kind, model };
}

function attemptOf({ provider, providerKind, model }: ReturnType<typeof targetOf>) {
  return { provider, providerKind, model };
}

function modelNamed(name: string): CastModel {
  return Object.entries(models).find(([known]) => known === name)?.[1] ?? missing(name);
}

function missing(what: string): never {
  throw new Error(`The cast lacks ${what}.`);
}
