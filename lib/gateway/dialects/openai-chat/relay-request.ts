import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { DialectQuirks, TargetModel, WrittenRequest } from "../dialect.ts";
import { applyChatQuirks } from "./apply-quirks.ts";

/** The caller's own body with only what has to change: model, usage in the stream, output cap, refused parameters. */
export function relayChatRequest(body: JsonObject, target: TargetModel): WrittenRequest {
  const relayed: Record<string, JsonValue> = { ...body, model: target.model };
  if (target.stream) askForUsage(relayed, target.quirks);
  capOutput(relayed, target);
  if (target.quirks.reasoningField) relayed["messages"] = keepReasoning(body["messages"], target.quirks.reasoningField);
  return { body: relayed, dropped: applyChatQuirks(relayed, target.quirks) };
}

/** Without its own count of tokens no stream could be charged exactly. */
export function askForUsage(body: Record<string, JsonValue>, quirks: DialectQuirks): void {
  if (quirks.streamUsageOption === false) {
    delete body["stream_options"];
    return;
  }
  const options = body["stream_options"];
  body["stream_options"] = { ...(isJsonObject(options) ? options : {}), include_usage: true };
}

/** The smaller of both caps wins, in the field the caller used; without one, in the field the provider takes. */
function capOutput(body: Record<string, JsonValue>, { outputTokensCap, quirks }: TargetModel): void {
  if (outputTokensCap === undefined) return;
  let capped = false;
  for (const field of ["max_completion_tokens", "max_tokens"]) {
    const asked = body[field];
    if (typeof asked !== "number") continue;
    body[field] = Math.min(asked, outputTokensCap);
    capped = true;
  }
  if (!capped) body[quirks.outputCapField ?? "max_tokens"] = outputTokensCap;
}

const reasoningFields = ["reasoning_content", "reasoning", "reasoning_details"] as const;

/** Providers refuse or misread each other's reasoning fields in the history; the one this provider takes stays. */
function keepReasoning(messages: JsonValue | undefined, kept: DialectQuirks["reasoningField"]): JsonValue {
  if (!Array.isArray(messages)) return [];
  return messages.map((message: JsonValue) => {
    if (!isJsonObject(message) || !reasoningFields.some((field) => field !== kept && field in message)) return message;
    return Object.fromEntries(
      Object.entries(message).filter(([name]) => name === kept || !reasoningFields.some((field) => field === name)),
    );
  });
}
