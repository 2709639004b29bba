/** Who repeats what. */
export type IdempotentRequest = {
  readonly organizationId: string;
  readonly keyId: string;
  /** Stands for the caller's Idempotency-Key; of one length, whatever that was. */
  readonly name: string;
  /** The same for the same request only. */
  readonly fingerprint: string;
};

export type KeptReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type IdempotencyClaim =
  | { readonly kind: "first" }
  | { readonly kind: "running" }
  | { readonly kind: "mismatch" }
  | { readonly kind: "kept"; readonly reply: KeptReply };

/**
 * Requests by their callers' Idempotency-Key, for all instances. When its store is away a claim throws
 * `service_unavailable`: the caller asked for at most one run.
 */
export type IdempotencyStore = {
  /** The first claim runs the request; it ends with `keep` or `release`, or by itself after 15 minutes. */
  readonly claim: (request: IdempotentRequest) => Promise<IdempotencyClaim>;
  /** For 24 hours. Resolves also when that fails: the reply is the caller's all the same. */
  readonly keep: (request: IdempotentRequest, reply: KeptReply) => Promise<void>;
  /** The same request may run again. Resolves also when that fails. */
  readonly release: (request: IdempotentRequest) => Promise<void>;
};
