import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";

/** Reads reasoning in the fields that providers use. OpenRouter sends the same text in two of them: it counts once. */
export function readReasoningDelta(delta: JsonObject, choice: number, events: CanonicalEvent[]): void {
  const details = delta["reasoning_details"];
  if (Array.isArray(details) && details.length > 0) {
    for (const detail of details) if (isJsonObject(detail)) readDetail(detail, choice, events);
    return;
  }
  const text = delta["reasoning_content"] ?? delta["reasoning"];
  if (typeof text === "string" && text !== "") events.push({ type: "reasoning", choice, text });
}

function readDetail(detail: JsonObject, choice: number, events: CanonicalEvent[]): void {
  const known = detail["format"];
  const format = typeof known === "string" && known !== "unknown" ? { format: known } : {};
  const text = textOf(detail["text"]) ?? textOf(detail["summary"]);
  if (text !== undefined) events.push({ type: "reasoning", choice, text, ...format });
  const signature = textOf(detail["signature"]);
  if (signature !== undefined) events.push({ type: "reasoning_signature", choice, signature, ...format });
  const data = detail["type"] === "reasoning.encrypted" ? textOf(detail["data"]) : undefined;
  const id = textOf(detail["id"]);
  if (data !== undefined) events.push({ type: "reasoning_redacted", choice, data, ...(id && { id }), ...format });
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
