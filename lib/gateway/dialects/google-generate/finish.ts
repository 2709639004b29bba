import type { FinishReason } from "../canonical.ts";

const reasons: Readonly<Record<string, FinishReason>> = {
  STOP: "stop",
  MAX_TOKENS: "length",
  SAFETY: "content_filter",
  RECITATION: "content_filter",
  LANGUAGE: "content_filter",
  BLOCKLIST: "content_filter",
  PROHIBITED_CONTENT: "content_filter",
  SPII: "content_filter",
  IMAGE_SAFETY: "content_filter",
  IMAGE_PROHIBITED_CONTENT: "content_filter",
  IMAGE_RECITATION: "content_filter",
};

/** Google has no word for calls: whether there were any tells it. */
export function readFinishReason(native: string, calls: number): FinishReason {
  const reason = reasons[native] ?? "stop";
  return reason === "stop" && calls > 0 ? "tool_calls" : reason;
}

const failures = new Set([
  "MALFORMED_FUNCTION_CALL",
  "UNEXPECTED_TOOL_CALL",
  "TOO_MANY_TOOL_CALLS",
  "OTHER",
  "NO_IMAGE",
  "IMAGE_OTHER",
  "MALFORMED_RESPONSE",
]);

/** Reasons that mean that the model itself failed: without any content there is no answer to give. */
export function isFailure(native: string): boolean {
  return failures.has(native);
}
