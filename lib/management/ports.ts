import type { JsonObject } from "#lib/core/json.ts";
import type { NanoUsd } from "#lib/core/money.ts";
import type { Secret } from "#lib/core/secret.ts";

/** What a provider's key is sealed for. It opens for exactly this and for nothing else. */
export type SealBinding = {
  readonly organizationId: string;
  readonly connectionId: string;
  readonly credentialId: string;
  readonly kind: string;
  readonly origin: string;
  readonly field: string;
};

export type Sealer = {
  readonly newDataKey: (organizationId: string) => string;
  readonly seal: (wrappedDataKey: string, secret: Secret, binding: SealBinding) => string;
  /** Throws on whatever was not sealed for this binding. */
  readonly open: (wrappedDataKey: string, sealed: string, binding: SealBinding) => Secret;
};

export type PasswordHasher = {
  readonly hash: (password: string) => Promise<string>;
  /** Takes as long without a stored hash as with one. */
  readonly verify: (password: string, stored: string | undefined) => Promise<boolean>;
  readonly isOutdated: (stored: string) => boolean;
};

/** What is stored of keys and tokens instead of themselves. */
export type KeyHasher = (key: string) => string;

/** Failed sign-ins by account and address. Asked before a password is hashed. */
export type LoginLimiter = {
  /** Runs the attempt; `undefined` is a failure and counts. Throws `too_many_auth_failures` when there were too many. */
  readonly attempt: <Value>(subject: string, work: () => Promise<Value | undefined>) => Promise<Value | undefined>;
};

/** A request in place of which its plan is asked for. */
export type ExplainedRequest = {
  readonly endpoint?: string;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
};

export type RouterReference = { readonly organizationId: string; readonly routerId: string };

/** A place where a request would be tried, or why it would not. */
export type ExplainedCandidate = {
  /** Absent where a rule points at a provider that is gone. */
  readonly connection?: { readonly id: string; readonly slug: string };
  readonly model: string;
  readonly kept: boolean;
  readonly reason: string;
  readonly expectedCostNanoUsd?: NanoUsd;
  readonly worstCaseCostNanoUsd?: NanoUsd;
};

export type ConnectionReference = { readonly organizationId: string; readonly id: string };

export type ProbeResult = { readonly ok: boolean; readonly latencyMs: number; readonly error?: string };

export type PoolState = { readonly total: number; readonly idle: number; readonly waiting: number };
