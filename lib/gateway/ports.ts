import type { Clock } from "#lib/core/clock.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { NanoUsd } from "#lib/core/money.ts";
import type { Random } from "#lib/core/random.ts";
import type { Secret } from "#lib/core/secret.ts";
import type { ReplyCache } from "./cache/reply-cache.ts";
import type { Catalog } from "./catalog/catalog.ts";
import type { GatewayErrorCode } from "./errors.ts";
import type { IdempotencyStore } from "./idempotency/idempotency-store.ts";
import type { Charge } from "./metering/cost.ts";
import type { PriceState } from "./metering/price.ts";
import type { UsageCounts, UsageSource } from "./metering/usage.ts";
import type { KeptReasoning } from "./reasoning/kept-reasoning.ts";
import type { Health } from "./routing/health.ts";
import type { RouterConfig } from "./routing/router-config.ts";

/** Everything the engine needs from outside. Each port says what happens when its store is away. */
export type GatewayPorts = {
  readonly directory: Directory;
  readonly catalog: Catalog;
  readonly ledger: Ledger;
  readonly requestLog: RequestLog;
  readonly rateLimiter: RateLimiter;
  readonly health: Health;
  readonly idempotency: IdempotencyStore;
  readonly transport: Transport;
  /** For addresses that callers name: none that is private, whatever providers may have. */
  readonly publicTransport: Transport;
  readonly keptReasoning: KeptReasoning;
  readonly replyCache: ReplyCache;
  readonly countTokens: (text: string) => number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};

/**
 * Keys and the configuration of organizations, from a snapshot in memory that is at most 5 s old.
 * When the database is away: what is known keeps being served for 10 minutes, the rest throws `service_unavailable`.
 */
export type Directory = {
  /** Only asked for keys whose checksum is right. */
  readonly findKey: (key: string) => Promise<GatewayKey | undefined> | GatewayKey | undefined;
  readonly organization: (organizationId: string) => Promise<OrganizationConfig> | OrganizationConfig;
};

export type GatewayKey = {
  readonly id: string;
  readonly organizationId: string;
  readonly userId?: string;
  readonly routerId?: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly expiresAtMs?: number;
  /** Patterns such as `gpt-4o-mini` or `claude-*`; empty allows all. */
  readonly allowedModels: readonly string[];
  readonly allowedEndpoints: readonly string[];
  /** Addresses or CIDR ranges; empty allows all. */
  readonly allowedIps: readonly string[];
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  readonly maxConcurrent?: number;
  readonly unknownPrice: "allow" | "refuse" | "ceiling";
  readonly affordableCap: boolean;
  readonly metadata: JsonObject;
  /** Every budget that all requests of this key count against. */
  readonly budgets: readonly BudgetRecord[];
};

export type BudgetRecord = {
  readonly id: string;
  readonly scope: string;
  readonly limitNanoUsd: NanoUsd;
  readonly period: BudgetPeriodKind;
  readonly timezone: string;
  readonly mode: "hard" | "soft";
};

export type BudgetPeriodKind = "total" | "hour" | "day" | "week" | "month";

export type OrganizationConfig = {
  readonly id: string;
  readonly connections: readonly Connection[];
  readonly routers: ReadonlyMap<string, RouterConfig>;
  readonly defaultRouterId?: string;
  /** Whether pictures and files that callers name by address may be fetched for them; absent: they may not. */
  readonly allowImageFetch?: boolean;
  /** The organization's own prices; `undefined` where it has none and the catalog decides. */
  readonly ownPrice: (providerKind: string, model: string) => PriceState | undefined;
};

export type Connection = {
  readonly id: string;
  /** Another one after every edit: what was learned of the connection's health before it no longer counts. */
  readonly revision: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly baseUrl: string;
  readonly priority: number;
  readonly enabled: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeouts: Partial<Timeouts>;
  /** Models named by hand or found by the last sync. */
  readonly models: ReadonlySet<string>;
  readonly credentials: readonly Credential[];
};

export type Credential = { readonly id: string; readonly secret: Secret };

export type Timeouts = {
  readonly connectMs: number;
  /** Until the first meaningful event, or the whole reply's headers. */
  readonly firstTokenMs: number;
  /** Between two pieces of a reply. */
  readonly idleMs: number;
  readonly totalMs: number;
};

/**
 * The only authority for money. When it is away, a hold throws `budget_unavailable`: a hard budget fails closed.
 * A settlement is never lost: it resolves once it is durable in the journal or the database.
 */
export type Ledger = {
  readonly hold: (request: HoldRequest) => Promise<HoldResult>;
  readonly settle: (settlement: Settlement) => Promise<void>;
  /** What is spent, held and left now; for `GET /v1/key`. */
  readonly budgetStates: (budgets: readonly BudgetRecord[]) => Promise<readonly BudgetState[]>;
};

export type HoldRequest = {
  readonly requestId: string;
  readonly organizationId: string;
  readonly budgets: readonly BudgetRecord[];
  readonly amountNanoUsd: NanoUsd;
  /** Held instead, up to what is left, where the whole amount does not fit. */
  readonly minimumNanoUsd: NanoUsd;
  readonly ttlSeconds: number;
};

export type HoldResult =
  | {
      readonly kind: "held";
      readonly grantedNanoUsd: NanoUsd;
      /** Left on the tightest hard budget after the hold; absent when all budgets are soft. */
      readonly remainingNanoUsd?: NanoUsd;
      readonly parts: readonly BudgetPart[];
    }
  | { readonly kind: "denied"; readonly blocker: BudgetState };

/** A budget and the period of it that a request counts against. */
export type BudgetPart = { readonly budgetId: string; readonly periodStart: string };

export type BudgetState = {
  readonly budgetId: string;
  readonly scope: string;
  readonly limitNanoUsd: NanoUsd;
  readonly settledNanoUsd: NanoUsd;
  readonly heldNanoUsd: NanoUsd;
  readonly unconfirmedNanoUsd: NanoUsd;
  /** ISO 8601; absent for a budget without periods. */
  readonly resetsAt?: string;
};

/** The end of a request: its log row, its attempts, its receipt and its money, written together or not at all. */
export type Settlement = {
  readonly request: RequestRow;
  readonly budgets: readonly BudgetPart[];
  readonly attempts: readonly AttemptRow[];
  readonly charges: readonly Charge[];
};

export type RequestRow = {
  readonly id: string;
  readonly organizationId: string;
  readonly keyId: string;
  readonly userId?: string;
  readonly routerId?: string;
  readonly endpoint: string;
  readonly dialect: string;
  readonly requestedModel: string;
  readonly target?: {
    readonly provider: string;
    readonly providerId: string;
    readonly providerKind: string;
    readonly model: string;
  };
  readonly status: "success" | "error" | "cancelled";
  readonly httpStatus: number;
  readonly errorCode?: string;
  readonly stream: boolean;
  /** Set where the reply came from the cache: no provider was asked, and nothing was charged. */
  readonly fromCache?: { readonly savedNanoUsd: NanoUsd };
  readonly latencyMs: number;
  readonly ttftMs?: number;
  readonly overheadMs: number;
  readonly usage: UsageCounts;
  readonly usageSource: UsageSource;
  readonly priced: boolean;
  readonly costNanoUsd: NanoUsd;
  readonly reportedCostUsd?: string;
  readonly metadata: JsonObject;
  readonly createdAtMs: number;
};

export type AttemptRow = {
  readonly provider: string;
  readonly providerKind: string;
  readonly model: string;
  readonly status: "failed" | "success";
  readonly errorCode?: GatewayErrorCode;
  readonly detail?: string;
  readonly httpStatus?: number;
  /** After the request's arrival. */
  readonly startedAfterMs: number;
  readonly durationMs: number;
  readonly costNanoUsd: NanoUsd;
};

/** Reads the log back for `GET /v1/requests/{id}`; a key sees its own requests only. */
export type RequestLog = {
  readonly find: (query: {
    readonly organizationId: string;
    readonly keyId: string;
    readonly id: string;
  }) => Promise<JsonObject | undefined>;
};

/** When the shared counters are away: the in-process limiter decides, within 150 ms. */
export type RateLimiter = {
  readonly take: (limit: RateLimit) => Promise<RateLimitResult> | RateLimitResult;
};

export type RateLimit = {
  /** Who is limited, e.g. `key:key_01…:requests`. */
  readonly subject: string;
  readonly limit: number;
  readonly windowMs: number;
  /** How much this takes; 1 when absent. */
  readonly amount?: number;
};

export type RateLimitResult = {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Until the window has room again. */
  readonly resetMs: number;
};

/** The one way out. Adds nothing to a call, follows no redirect, and refuses addresses that are not public. */
export type Transport = {
  /** Throws `GatewayError` with an upstream code; `detail` names the cause. */
  readonly send: (call: UpstreamCall) => Promise<UpstreamReply>;
};

export type UpstreamCall = {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  /** Pieces are sent as they come; an error of theirs ends the call. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly connectMs: number;
  /** Until the reply's headers. */
  readonly headersMs: number;
  readonly idleMs: number;
  readonly signal: AbortSignal;
};

export type UpstreamReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Throws `GatewayError` when the reply breaks off. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the reply early and frees its connection. */
  readonly cancel: () => void;
};

/** Structured, with names of fields only; never a body, a header or a secret. */
export type Log = {
  readonly warn: (event: string, fields: Readonly<Record<string, unknown>>) => void;
  readonly error: (event: string, fields: Readonly<Record<string, unknown>>) => void;
};
