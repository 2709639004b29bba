import type { JsonObject } from "#lib/core/json.ts";
import type { GatewayError } from "../../errors.ts";
import { writeOpenaiError } from "../openai-error.ts";

/** The error body of OpenAI's formats, with the request's id beside it. */
export function writeChatError(error: GatewayError, requestId: string): JsonObject {
  return { error: writeOpenaiError(error), request_id: requestId };
}

/** OpenAI's clients throw at a frame that holds `error`. No end mark follows: the reply is not complete. */
export function writeFailFrames(error: GatewayError): readonly string[] {
  return [`data: ${JSON.stringify({ error: writeOpenaiError(error) })}\n\n`];
}
