import { invariant } from "#lib/core/invariant.ts";
import type { JsonValue } from "#lib/core/json.ts";
import type { DialectId } from "../dialects/dialect.ts";
import { dialects } from "../dialects/registry.ts";
import { GatewayError } from "../errors.ts";
import type { GatewayReply } from "../http.ts";
import type { AttemptRow, RateLimitResult } from "../ports.ts";
import { rateLimitHeaders } from "./reply-headers.ts";
import { attemptMetadata } from "./reply-metadata.ts";

/** A failed request in the wire format of its endpoint. Public text only; the truth went to the log. */
export function errorReply(error: GatewayError, requestId: string, dialect: DialectId): GatewayReply {
  const { inbound } = dialects[dialect];
  invariant(inbound, `the dialect ${dialect} takes requests`);
  return {
    status: error.row.status,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...rateLimitHeaders(error.options.rate),
      ...retryHeaders(error),
    },
    body: JSON.stringify(inbound.writeError(error, requestId)),
  };
}

/** Adds to a failure of the providers what was tried. */
export function withAttempts(error: GatewayError, failures: readonly AttemptRow[]): GatewayError {
  if (failures.length === 0 || error.row.owner !== "upstream") return error;
  const attempts: readonly JsonValue[] = failures.map(attemptMetadata);
  return new GatewayError(error.code, { ...error.options, metadata: { ...error.options.metadata, attempts } });
}

/** Adds what is left of the key's limit, which an answer says whether it is good or bad. */
export function withRate(error: GatewayError, rate: RateLimitResult | undefined): GatewayError {
  if (!rate || error.options.rate) return error;
  return new GatewayError(error.code, { ...error.options, rate });
}

function retryHeaders(error: GatewayError): Record<string, string> {
  const { shouldRetry } = error.row;
  const retryAfterMs = error.options.retryAfterMs ?? defaultRetryAfterMs(error.row.status);
  return {
    ...(shouldRetry === undefined ? {} : { "x-should-retry": String(shouldRetry) }),
    ...(retryAfterMs === undefined || shouldRetry === false
      ? {}
      : {
          "retry-after": String(Math.max(1, Math.ceil(retryAfterMs / 1_000))),
          "retry-after-ms": String(Math.ceil(retryAfterMs)),
        }),
  };
}

function defaultRetryAfterMs(status: number): number | undefined {
  return status === 503 || status === 409 || status === 429 ? 1_000 : undefined;
}
