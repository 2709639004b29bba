import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { GatewayError, type GatewayErrorCode, type GatewayErrorOptions } from "../errors.ts";
import { classifyProviderError } from "./classify-provider-error.ts";
import { cleanProviderText } from "./clean-provider-text.ts";
import { compact } from "./compact.ts";
import { readErrorFacts } from "./error-facts.ts";
import { type ProviderHeaders, readRetryAfterMs } from "./retry-after.ts";

/** A reply outside 2xx. */
export type ProviderFailure = {
  readonly status: number;
  readonly headers: ProviderHeaders;
  /** The parsed body, or `undefined` when it is no JSON. */
  readonly body: unknown;
  /** The body as text, for the log. */
  readonly text?: string;
  /** Only for a `Retry-After` that is a date in a reply without a `Date`. */
  readonly nowMs?: number;
};

/** Names a failed reply in our codes. Its own words reach the caller only where the caller can act on them, and cleaned. */
export function readProviderError({ status, headers, body, text = "", nowMs }: ProviderFailure): GatewayError {
  const facts = readErrorFacts(body);
  const code = classifyProviderError(status, facts);
  const retryAfterMs = retryable.has(code) ? readRetryAfterMs(headers, facts, nowMs) : undefined;
  const detail = cleanProviderText(facts.message || text, 1_000) || `status ${status}`;
  return new GatewayError(
    code,
    compact({
      ...publicParts(code, facts),
      upstreamStatus: status || undefined,
      detail,
      retryAfterMs,
    }),
  );
}

const retryable: ReadonlySet<GatewayErrorCode> = new Set<GatewayErrorCode>([
  "upstream_rate_limited",
  "upstream_overloaded",
  "upstream_error",
  "upstream_timeout",
]);

const callersMistakes: ReadonlySet<GatewayErrorCode> = new Set<GatewayErrorCode>([
  "upstream_rejected",
  "upstream_too_large",
  "upstream_unprocessable",
  "upstream_model_not_found",
  "context_length_exceeded",
  "content_filter",
]);

/** Codes of providers that client libraries know and act on. */
const knownCodes: ReadonlySet<string> = new Set([
  "context_length_exceeded",
  "content_policy_violation",
  "content_filter",
  "model_not_found",
  "unsupported_parameter",
  "unsupported_value",
  "invalid_value",
  "missing_required_parameter",
  "string_above_max_length",
  "tool_use_failed",
  "json_validate_failed",
  "invalid_image",
  "image_too_large",
]);

function publicParts(code: GatewayErrorCode, facts: ReturnType<typeof readErrorFacts>): GatewayErrorOptions {
  if (!callersMistakes.has(code)) return {};
  const providerCode = facts.codes.find((name) => knownCodes.has(name));
  return compact({
    message: cleanProviderText(facts.message, 300) || undefined,
    param: facts.param === undefined ? undefined : cleanProviderText(facts.param, 128),
    providerCode,
  });
}

const noHeaders: ProviderHeaders = {};

/**
 * The error that a reply with status 200 holds, whole or as one event of a stream: OpenRouter's and vLLM's
 * bodies, an `error` event, Anthropic's `{"type":"error"}`, Gemini's `{"error"}` in a list.
 */
export function errorInReply(body: JsonObject, eventName?: string): GatewayError | undefined {
  const { error, choices } = body;
  if (error !== undefined && error !== null && error !== false && error !== "") return readInBand(body);
  if (eventName === "error" || body["object"] === "error" || body["type"] === "error") return readInBand(body);
  if (!Array.isArray(choices)) return undefined;
  for (const choice of choices as readonly JsonValue[]) {
    if (!isJsonObject(choice)) continue;
    if (isJsonObject(choice["error"])) return readInBand({ error: choice["error"] });
    if (choice["finish_reason"] === "error") return readInBand({});
  }
  return undefined;
}

/** An error in a reply has no status of its own; its body may name one. */
function readInBand(body: JsonObject): GatewayError {
  return readProviderError({ status: 0, headers: noHeaders, body });
}
