import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { CanonicalEvent, FinishReason } from "../canonical.ts";
import { compact } from "../compact.ts";

const reasons: Readonly<Record<string, FinishReason>> = {
  end_turn: "stop",
  stop_sequence: "stop",
  pause_turn: "stop",
  max_tokens: "length",
  model_context_window_exceeded: "length",
  tool_use: "tool_calls",
  refusal: "content_filter",
};

/** Reads `stop_reason`; why the model refused comes as the text of the refusal. */
export function readFinish(delta: JsonObject, calls: number): readonly CanonicalEvent[] {
  const { stop_reason: native, stop_sequence: stopSequence, stop_details: details } = delta;
  if (typeof native !== "string" || native === "") return [];
  const finish = compact({
    type: "finish" as const,
    choice: 0,
    reason: reasonOf(native, calls),
    native,
    stopSequence: typeof stopSequence === "string" ? stopSequence : undefined,
  });
  const text = native === "refusal" && isJsonObject(details) ? details["explanation"] : undefined;
  return typeof text === "string" && text !== "" ? [{ type: "refusal", choice: 0, text }, finish] : [finish];
}

function reasonOf(native: string, calls: number): FinishReason {
  const reason = reasons[native] ?? "stop";
  if (reason === "tool_calls" && calls === 0) return "stop";
  return reason === "stop" && calls > 0 ? "tool_calls" : reason;
}

/** The reason in Anthropic's words. */
export function writeStopReason(reason: FinishReason, hasStopSequence: boolean): string {
  switch (reason) {
    case "stop":
      return hasStopSequence ? "stop_sequence" : "end_turn";
    case "length":
      return "max_tokens";
    case "tool_calls":
      return "tool_use";
    case "content_filter":
      return "refusal";
  }
}
