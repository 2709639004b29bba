import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { ReasoningPart } from "../canonical.ts";
import { compact, jsonObject } from "../compact.ts";
import { googleFormat } from "../reasoning-formats.ts";

/**
 * Chat has no field for signed reasoning. OpenRouter's `reasoning_details` is the extra field that clients
 * keep and send back, so signatures of any maker survive a client that only knows chat.
 *
 * Signatures that belong to tool calls, by the call's id.
 */
export type ToolSignatures = ReadonlyMap<string, string>;

const noSignatures: ToolSignatures = new Map();

/** Finds the signatures of the calls in an assistant message. */
export function toolSignatures(message: JsonObject): ToolSignatures {
  const details = message["reasoning_details"];
  if (!Array.isArray(details) || details.length === 0) return noSignatures;
  const calls = new Set(Array.isArray(message["tool_calls"]) ? message["tool_calls"].map(idOf) : []);
  return new Map(
    details.flatMap((detail: JsonValue): [string, string][] => {
      if (!isJsonObject(detail) || detail["type"] !== "reasoning.encrypted" || !calls.has(idOf(detail))) return [];
      const { id, data } = detail;
      return typeof id === "string" && typeof data === "string" ? [[id, data]] : [];
    }),
  );
}

/** The reasoning of an assistant message: its details where there are some, else its plain text. */
export function readReasoningParts(message: JsonObject, signatures: ToolSignatures): readonly ReasoningPart[] {
  const details = message["reasoning_details"];
  if (Array.isArray(details) && details.length > 0) return readDetails(details, signatures);
  const text = message["reasoning_content"] ?? message["reasoning"];
  return typeof text === "string" && text !== "" ? [{ type: "reasoning", text }] : [];
}

/** Clients that collect a stream leave its fragments side by side; those of one block have one index. */
function readDetails(details: readonly JsonValue[], signatures: ToolSignatures): readonly ReasoningPart[] {
  const parts: ReasoningPart[] = [];
  let openIndex: JsonValue | undefined;
  for (const detail of details) {
    if (!isJsonObject(detail)) continue;
    const part = readDetail(detail, signatures);
    const last = parts.at(-1);
    if (part && last && isContinuation(last, part) && detail["index"] === openIndex) {
      parts[parts.length - 1] = { ...last, ...part, text: last.text + part.text };
    } else if (part) {
      parts.push(part);
    }
    openIndex = detail["index"];
  }
  return parts;
}

function isContinuation(last: ReasoningPart, next: ReasoningPart): boolean {
  return last.signature === undefined && last.redacted === undefined && next.redacted === undefined;
}

function readDetail(detail: JsonObject, signatures: ToolSignatures): ReasoningPart | undefined {
  const format = textOf(detail["format"]);
  const id = textOf(detail["id"]);
  switch (detail["type"]) {
    case "reasoning.text": {
      const signature = textOf(detail["signature"]);
      return compact({ type: "reasoning" as const, text: textOf(detail["text"]) ?? "", signature, id, format });
    }
    case "reasoning.summary":
      return compact({ type: "reasoning" as const, text: textOf(detail["summary"]) ?? "", id, format });
    case "reasoning.encrypted":
      if (id !== undefined && signatures.has(id)) return undefined;
      return compact({ type: "reasoning" as const, text: "", redacted: textOf(detail["data"]) ?? "", id, format });
    default:
      return undefined;
  }
}

/** The entries of `reasoning_details` that one part becomes. */
export function writeDetail(part: Omit<ReasoningPart, "type">, index: number): readonly JsonObject[] {
  const { text, signature, redacted, id } = part;
  const format = part.format ?? "unknown";
  const details: JsonObject[] = [];
  if (text !== "" || signature !== undefined) {
    details.push(jsonObject({ type: "reasoning.text", text, signature, id, format, index }));
  }
  if (redacted !== undefined)
    details.push(jsonObject({ type: "reasoning.encrypted", data: redacted, id, format, index }));
  return details;
}

/** The entry that carries the signature of a tool call. */
export function writeToolSignature(callId: string, signature: string, index: number): JsonObject {
  return { type: "reasoning.encrypted", data: signature, id: callId, format: googleFormat, index };
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function idOf(value: JsonValue): JsonValue | undefined {
  return isJsonObject(value) ? value["id"] : undefined;
}
