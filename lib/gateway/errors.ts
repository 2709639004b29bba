import type { RateLimitResult } from "./ports.ts";

/** Who has to act: the caller, the caller's allowance, the provider, or the gateway itself. */
export type ErrorOwner = "caller" | "allowance" | "upstream" | "gateway";

/**
 * What failover does with the error of one attempt.
 * `stop`: no other target would help. `next`: another target may. `credential`: another credential may.
 */
export type Failover = "stop" | "next" | "credential";

type ErrorRow = {
  readonly owner: ErrorOwner;
  readonly status: number;
  /** OpenAI's `error.type`. */
  readonly type: string;
  readonly failover: Failover;
  /** The header `x-should-retry`; absent leaves the decision to the client library. */
  readonly shouldRetry?: boolean;
  readonly message: string;
};

const invalid = "invalid_request_error";
const stop = "stop";

/** One row a code; nothing else in the engine names a status. The codes and statuses are the public contract. */
export const gatewayErrors = {
  invalid_json: caller(400, "The request body is not valid JSON."),
  invalid_request: caller(400, "The request is not valid."),
  invalid_type: caller(400, "A field has a value of the wrong type."),
  out_of_range: caller(400, "A field has a value out of its range."),
  json_too_deep: caller(400, "The request body is nested more than 64 levels deep."),
  too_many_items: caller(400, "The request body holds too many items."),
  unsupported_parameter: {
    ...caller(400, "A parameter is not supported by the model that would serve the request."),
    failover: "next",
  },
  ambiguous_credentials: caller(400, "The request carries more than one gateway key."),
  missing_api_key: caller(
    401,
    "No gateway key was sent. Send it as 'Authorization: Bearer gw_…'.",
    "authentication_error",
  ),
  invalid_api_key: caller(401, "The gateway key is not valid.", "authentication_error"),
  expired_api_key: caller(401, "The gateway key has expired.", "authentication_error"),
  disabled_api_key: caller(401, "The gateway key is disabled.", "authentication_error"),
  model_not_allowed: caller(403, "This key may not use the model.", "permission_error"),
  ip_not_allowed: caller(403, "This key may not be used from this address.", "permission_error"),
  endpoint_not_allowed: caller(403, "This key may not use the endpoint.", "permission_error"),
  model_not_found: caller(404, "The model does not exist or no provider of this organization serves it."),
  not_found: caller(404, "There is nothing here."),
  method_not_allowed: caller(405, "The endpoint does not take this method."),
  request_timeout: { ...caller(408, "The request body came too slowly."), shouldRetry: true },
  idempotency_in_progress: {
    ...caller(409, "A request with this Idempotency-Key is still running."),
    shouldRetry: true,
  },
  request_too_large: caller(413, "The request body is larger than 32 MiB."),
  unsupported_media_type: caller(415, "The content type must be application/json."),
  unsupported_content_encoding: caller(415, "Compressed request bodies are not accepted."),
  price_unknown: caller(422, "The model has no known price and this key refuses models without one."),
  idempotency_mismatch: caller(422, "This Idempotency-Key was used with another request."),
  caller_gone: caller(499, "The caller closed the connection."),

  budget_exceeded: {
    ...allowance(402, "A budget of this request is spent.", "insufficient_quota"),
    shouldRetry: false,
  },
  budget_held: allowance(429, "Requests in flight fill the budget. Try again when they have ended."),
  rate_limit_exceeded: allowance(429, "Too many requests for this key."),
  concurrency_limit_exceeded: allowance(429, "Too many requests of this key are running."),
  too_many_auth_failures: allowance(429, "Too many wrong keys from this address."),

  upstream_rejected: { ...upstream(400, "The provider refused the request.", stop), type: invalid, shouldRetry: false },
  upstream_too_large: {
    ...upstream(413, "The provider found the request too large.", stop),
    type: invalid,
    shouldRetry: false,
  },
  upstream_unprocessable: {
    ...upstream(422, "The provider refused the request.", stop),
    type: invalid,
    shouldRetry: false,
  },
  upstream_model_not_found: {
    ...upstream(404, "The provider does not know the model."),
    type: invalid,
    shouldRetry: false,
  },
  context_length_exceeded: {
    ...upstream(400, "The request is longer than the model's context.", stop),
    type: invalid,
    shouldRetry: false,
  },
  content_filter: {
    ...upstream(400, "The provider's content policy refused the request.", stop),
    type: invalid,
    shouldRetry: false,
  },
  upstream_error: upstream(502, "The provider answered with an error."),
  upstream_invalid_response: upstream(502, "The provider's reply could not be understood."),
  upstream_response_too_large: upstream(502, "The provider's reply is too large."),
  upstream_blocked: { ...upstream(502, "The provider's address or redirect is not allowed."), shouldRetry: false },
  upstream_credentials_rejected: {
    ...upstream(502, "The provider refused the credentials that this gateway holds for it.", "credential"),
    shouldRetry: false,
  },
  upstream_rate_limited: upstream(429, "The provider limits the rate of requests.", "credential"),
  upstream_quota_exhausted: {
    ...upstream(503, "The account at the provider is exhausted.", "credential"),
    shouldRetry: false,
  },
  upstream_overloaded: upstream(503, "The provider is overloaded."),
  upstream_timeout: upstream(504, "The provider did not answer in time."),
  upstream_stream_interrupted: upstream(502, "The provider's stream ended before it was complete.", stop),

  no_provider_available: gateway(503, "No enabled provider can serve this request now."),
  budget_unavailable: gateway(503, "The budget of this request cannot be checked now."),
  service_unavailable: gateway(503, "The gateway cannot serve requests now."),
  gateway_overloaded: gateway(503, "The gateway is overloaded."),
  internal: gateway(500, "The gateway failed. The request id names the entry in its log."),
} as const satisfies Record<string, ErrorRow>;

export type GatewayErrorCode = keyof typeof gatewayErrors;

/** Codes that are told apart inside, but share one public name (CONTRACT 3). */
const publicCodes: Partial<Record<GatewayErrorCode, string>> = {
  upstream_rejected: "invalid_request",
  upstream_too_large: "request_too_large",
  upstream_unprocessable: "invalid_request",
  upstream_model_not_found: "model_not_found",
  upstream_quota_exhausted: "upstream_overloaded",
  internal: "internal_error",
};

export type GatewayErrorOptions = {
  /** Replaces the table's public text. Must be cleaned: no secrets, no provider addresses, at most 300 characters. */
  readonly message?: string;
  /** The request's field that is wrong, as a path: `messages[0].content`. */
  readonly param?: string;
  /** The provider's own code where it is one that clients act on, e.g. `context_length_exceeded`. */
  readonly providerCode?: string;
  /** The HTTP status the provider answered with. */
  readonly upstreamStatus?: number;
  /** Goes to the log, never to the caller. */
  readonly detail?: string;
  readonly retryAfterMs?: number;
  /** The state of the key's limit after this request, for the headers of the answer. */
  readonly rate?: RateLimitResult;
  /** Goes into `error.metadata` (which budget, which attempts). */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
};

const isGatewayError: unique symbol = Symbol.for("ai-gateway.GatewayError");

/**
 * Every failure of the engine. Its code fixes status, type and what failover does. Known by its mark: the Node server
 * and Next's bundles each have a copy of this class, and throw across one another.
 */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly [isGatewayError] = true;
  readonly code: GatewayErrorCode;
  readonly options: GatewayErrorOptions;

  constructor(code: GatewayErrorCode, options: GatewayErrorOptions = {}) {
    super(options.message ?? gatewayErrors[code].message, { cause: options.cause });
    this.code = code;
    this.options = options;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && isGatewayError in value;
  }

  get row(): ErrorRow {
    return gatewayErrors[this.code];
  }

  get publicCode(): string {
    return publicCodeOf(this.code);
  }
}

export function isGatewayErrorCode(text: string): text is GatewayErrorCode {
  return Object.hasOwn(gatewayErrors, text);
}

/** The code as callers see it. */
export function publicCodeOf(code: GatewayErrorCode): string {
  return publicCodes[code] ?? code;
}

/** The one place where an unknown error becomes one of ours. */
export function asGatewayError(cause: unknown): GatewayError {
  return cause instanceof GatewayError ? cause : new GatewayError("internal", { cause, detail: String(cause) });
}

function caller(status: number, message: string, type: string = invalid): ErrorRow {
  return { owner: "caller", status, type, failover: stop, shouldRetry: false, message };
}

function allowance(status: number, message: string, type = "rate_limit_error"): ErrorRow {
  return { owner: "allowance", status, type, failover: stop, message };
}

function upstream(status: number, message: string, failover: Failover = "next"): ErrorRow {
  return { owner: "upstream", status, type: status === 429 ? "rate_limit_error" : "api_error", failover, message };
}

function gateway(status: number, message: string): ErrorRow {
  return { owner: "gateway", status, type: "api_error", failover: stop, message };
}
