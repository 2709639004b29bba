import type { JsonObject } from "#lib/core/json.ts";
import type { GatewayError } from "../../errors.ts";
import { writeFrame } from "../named-frame.ts";
import { writeOpenaiError } from "../openai-error.ts";

/** The error body of OpenAI's formats, with the request's id beside it. */
export function writeResponsesError(error: GatewayError, requestId: string): JsonObject {
  return { error: writeOpenaiError(error), request_id: requestId };
}

/** OpenAI's clients throw at the `error` event; the failed response behind it is what the others look for. */
export function writeFailFrames(error: GatewayError, response: JsonObject, sequence: number): readonly string[] {
  const { message = "", code = null, param = null } = writeOpenaiError(error);
  const failed = { ...response, status: "failed", error: { code, message } };
  return [
    writeFrame({ type: "error", code, message, param, sequence_number: sequence }),
    writeFrame({ type: "response.failed", response: failed, sequence_number: sequence + 1 }),
  ];
}
