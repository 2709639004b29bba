import type { JsonObject } from "#lib/core/json.ts";
import type { GatewayError } from "../../errors.ts";
import { writeFrame } from "../named-frame.ts";
import { writeOpenaiError } from "../openai-error.ts";

/** Anthropic's shape: its own word for the status in `type`, and the gateway's `code` and `param` beside it. */
export function writeMessagesError(error: GatewayError, requestId: string): JsonObject {
  return { type: "error", error: errorObject(error), request_id: requestId };
}

/** Anthropic's clients throw at an `error` event. No `message_stop` follows. */
export function writeFailFrames(error: GatewayError): readonly string[] {
  return [writeFrame({ type: "error", error: errorObject(error) })];
}

function errorObject(error: GatewayError): JsonObject {
  const { type: _, ...rest } = writeOpenaiError(error);
  return { type: typeOfStatus(error.row.status), ...rest };
}

function typeOfStatus(status: number): string {
  switch (status) {
    case 400:
    case 409:
    case 415:
    case 422:
      return "invalid_request_error";
    case 401:
      return "authentication_error";
    case 402:
      return "billing_error";
    case 403:
      return "permission_error";
    case 404:
    case 405:
      return "not_found_error";
    case 408:
    case 504:
      return "timeout_error";
    case 413:
      return "request_too_large";
    case 429:
      return "rate_limit_error";
    case 503:
      return "overloaded_error";
    default:
      return "api_error";
  }
}
