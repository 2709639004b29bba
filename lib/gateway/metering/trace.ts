import type { JsonObject } from "#lib/core/json.ts";
import { noMoney } from "#lib/core/money.ts";
import type { CacheHit } from "../cache/open-reply-cache.ts";
import type { GatewayError } from "../errors.ts";
import type { GatewayRequest } from "../http.ts";
import type { AttemptRow, BudgetPart, GatewayKey, GatewayPorts, Settlement } from "../ports.ts";
import type { CallFacts } from "../request/call-facts.ts";
import type { CallOptions } from "../request/call-options.ts";
import type { Deadline } from "../routing/deadline.ts";
import type { Target } from "../routing/plan.ts";
import type { Priced } from "./price-reply.ts";
import { sumPriced } from "./sum-usage.ts";

/** What is known of a request while it runs; the log row is made of it at the end, exactly once. */
export type Trace = {
  readonly requestId: string;
  readonly key: GatewayKey;
  readonly endpoint: string;
  readonly dialect: string;
  readonly arrivedMs: number;
  readonly createdAtMs: number;
  readonly failures: AttemptRow[];
  /** What providers answered, and bill, and nobody was given. */
  readonly discarded: Priced[];
  requestedModel: string;
  stream: boolean;
  /** Absent until the request was read. */
  options: CallOptions | undefined;
  routerId: string | undefined;
  metadata: JsonObject;
  parts: readonly BudgetPart[];
  /** Runs from the plan on; its timers end with the request. */
  deadline: Deadline | undefined;
  /** Gives back the key's place among its running requests. */
  leave: () => void;
  settled: boolean;
  /** What answered in full; absent until then, and for everything that did not. */
  answered: Served | undefined;
  /** What `x-gateway-include: metadata` put into the reply. */
  metadataSent: JsonObject | undefined;
};

type TraceFacts = { readonly key: GatewayKey; readonly endpoint: string; readonly dialect: string };

export function openTrace(ports: GatewayPorts, request: GatewayRequest, facts: TraceFacts): Trace {
  return {
    ...facts,
    requestId: request.id,
    arrivedMs: request.arrivedMs,
    createdAtMs: ports.clock.nowMs(),
    failures: [],
    discarded: [],
    requestedModel: "",
    stream: false,
    options: undefined,
    routerId: undefined,
    metadata: {},
    parts: [],
    deadline: undefined,
    leave: () => undefined,
    settled: false,
    answered: undefined,
    metadataSent: undefined,
  };
}

/** What became known once the body was read. */
export function noteCall(trace: Trace, call: CallFacts): void {
  trace.requestedModel = call.model;
  trace.stream = call.stream;
  trace.options = call.options;
  trace.metadata = { ...trace.key.metadata, ...call.options.metadata };
}

export type Ending =
  | {
      readonly kind: "served";
      readonly status: "success" | "cancelled" | "error";
      readonly served: Served;
      readonly error?: GatewayError;
    }
  | { readonly kind: "cached"; readonly hit: CacheHit; readonly overheadMs: number }
  | { readonly kind: "refused"; readonly error: GatewayError };

/** The attempt that answered, and what it cost. */
export type Served = {
  readonly target: Target;
  readonly httpStatus: number;
  readonly attemptStartedMs: number;
  readonly firstTokenAtMs: number;
  readonly overheadMs: number;
  readonly priced: Priced;
};

/** Writes log row, receipt and money. Durable when it resolves; called again, it does nothing. */
export async function settle(ports: GatewayPorts, trace: Trace, ending: Ending): Promise<void> {
  if (trace.settled) return;
  trace.settled = true;
  if (ending.kind === "served" && ending.status === "success") trace.answered = ending.served;
  trace.deadline?.clear();
  trace.leave();
  await ports.ledger.settle(toSettlement(trace, ending, ports.clock.monotonicMs()));
}

function toSettlement(trace: Trace, ending: Ending, nowMs: number): Settlement {
  const { key } = trace;
  const latencyMs = Math.round(nowMs - trace.arrivedMs);
  const common = {
    id: trace.requestId,
    organizationId: key.organizationId,
    keyId: key.id,
    ...(key.userId === undefined ? {} : { userId: key.userId }),
    ...(trace.routerId === undefined ? {} : { routerId: trace.routerId }),
    endpoint: trace.endpoint,
    dialect: trace.dialect,
    requestedModel: trace.requestedModel.slice(0, 256),
    stream: trace.stream,
    latencyMs,
    metadata: trace.metadata,
    createdAtMs: trace.createdAtMs,
  };
  if (ending.kind === "refused") {
    const paid = sumPriced(trace.discarded);
    return {
      request: { ...common, ...refusedColumns(ending.error, { latencyMs, paid }) },
      budgets: trace.parts,
      attempts: trace.failures,
      charges: paid.charges,
    };
  }
  if (ending.kind === "cached") {
    const request = { ...common, ...cachedColumns(ending), ttftMs: latencyMs };
    return { request, budgets: trace.parts, attempts: [], charges: [] };
  }
  return {
    request: { ...common, ...servedColumns(trace, ending) },
    budgets: trace.parts,
    attempts: [...trace.failures, servedAttempt(trace, ending, nowMs)],
    charges: ending.served.priced.charges,
  };
}

function refusedColumns(
  error: GatewayError,
  { latencyMs, paid }: { readonly latencyMs: number; readonly paid: Priced },
) {
  return {
    status: error.code === "caller_gone" ? ("cancelled" as const) : ("error" as const),
    httpStatus: error.row.status,
    errorCode: error.publicCode,
    overheadMs: latencyMs,
    usage: paid.usage,
    usageSource: paid.source,
    priced: paid.known,
    costNanoUsd: paid.costNanoUsd,
  };
}

/** The tokens are those that the reply speaks of; nobody is charged for them again. */
function cachedColumns({ hit: { reply, target }, overheadMs }: Extract<Ending, { kind: "cached" }>) {
  return {
    target: targetColumns(target),
    status: "success" as const,
    httpStatus: 200,
    fromCache: { savedNanoUsd: reply.costNanoUsd },
    overheadMs,
    usage: reply.usage,
    usageSource: reply.usageSource,
    priced: reply.priced,
    costNanoUsd: noMoney,
  };
}

function servedColumns(trace: Trace, ending: Extract<Ending, { kind: "served" }>) {
  const { target, priced, firstTokenAtMs, overheadMs } = ending.served;
  return {
    target: targetColumns(target),
    status: ending.status,
    httpStatus: ending.status === "cancelled" ? 499 : 200,
    ...(ending.error ? { errorCode: ending.error.publicCode } : {}),
    ttftMs: Math.round(firstTokenAtMs - trace.arrivedMs),
    overheadMs,
    usage: priced.usage,
    usageSource: priced.source,
    priced: priced.known,
    costNanoUsd: priced.costNanoUsd,
    ...(priced.reportedCostUsd === undefined ? {} : { reportedCostUsd: priced.reportedCostUsd }),
  };
}

function targetColumns({ connection, provider, model }: Target) {
  return { provider: connection.slug, providerId: connection.id, providerKind: provider.kind, model };
}

function servedAttempt(
  trace: Trace,
  { served, error }: Extract<Ending, { kind: "served" }>,
  nowMs: number,
): AttemptRow {
  return {
    provider: served.target.connection.slug,
    providerKind: served.target.provider.kind,
    model: served.target.model,
    status: error ? "failed" : "success",
    ...(error ? { errorCode: error.code } : {}),
    httpStatus: served.httpStatus,
    startedAfterMs: Math.round(served.attemptStartedMs - trace.arrivedMs),
    durationMs: Math.round(nowMs - served.attemptStartedMs),
    costNanoUsd: served.priced.costNanoUsd,
  };
}
