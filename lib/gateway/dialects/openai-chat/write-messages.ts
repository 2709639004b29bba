import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { CacheHint, Message, Part, ReasoningPart } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import type { DialectQuirks } from "../dialect.ts";
import { tellError } from "../result-text.ts";
import { writeDetail, writeToolSignature } from "./reasoning-details.ts";
import { type PartContext, writeContent, writeParts, writeText } from "./write-content.ts";

/** Chat's messages. A turn of tool results becomes one `tool` message a result, which chat wants first. */
export function writeMessages(messages: readonly Message[], context: PartContext): readonly JsonObject[] {
  return messages.flatMap((message) => writeMessage(message, context));
}

function writeMessage(message: Message, context: PartContext): readonly JsonObject[] {
  if (message.role === "assistant") return [writeAssistant(message, context)];
  if (message.role === "system") {
    const role = message.developer ? "developer" : "system";
    const content = writeText(message.parts, "\n\n", context) ?? writeParts(message.parts, context);
    return [jsonObject({ role, content, name: message.name })];
  }
  const results = message.parts.filter((part) => part.type === "tool_result");
  const others = message.parts.filter((part) => part.type !== "tool_result");
  const written = results.map((result) => writeResult(result, context));
  const media = results.flatMap((result) => result.parts.filter(isMedia));
  const content = [...media, ...others];
  if (content.length === 0 && written.length > 0) return written;
  return [...written, jsonObject({ role: "user", content: writeContent(content, context), name: message.name })];
}

function isMedia(part: Part): boolean {
  return part.type === "image" || part.type === "file" || part.type === "audio";
}

/** Chat's tool messages hold text only: images and files of a result follow in a user message. */
function writeResult(result: Extract<Part, { type: "tool_result" }>, context: PartContext): JsonObject {
  const parts = markLast(tellError(result, context.dropped), result.cache);
  const texts = parts.filter((part) => !isMedia(part));
  const media = parts.length - texts.length;
  const text = writeText(texts, "\n", context);
  const content = text === "" && media > 0 ? "The result follows in the next message." : text;
  return { role: "tool", tool_call_id: result.callId, content: content ?? writeParts(texts, context) };
}

/** A mark on the result stands on its last text here. */
function markLast(parts: readonly Part[], cache: CacheHint | undefined): readonly Part[] {
  if (!cache) return parts;
  const last = parts.findLastIndex((part) => !isMedia(part));
  return parts.map((part, index) => (index === last ? { ...part, cache } : part));
}

function writeAssistant(message: Message, context: PartContext): JsonObject {
  const content: Part[] = [];
  const calls: JsonObject[] = [];
  const fields: Record<string, JsonValue> = {};
  for (const part of message.parts) {
    if (part.type === "tool_call") {
      calls.push(writeToolCall(part));
      if (part.cache) context.dropped.add("cache_control");
    } else if (part.type === "refusal") fields["refusal"] = part.text;
    else if (part.type === "native" && part.dialect === "openai-chat" && part.value["audio"])
      Object.assign(fields, part.value);
    else if (part.type !== "reasoning") content.push(part);
  }
  return jsonObject({
    role: "assistant",
    name: message.name,
    content: content.length === 0 ? null : (writeText(content, "", context) ?? writeParts(content, context)),
    ...fields,
    ...writeReasoning(message, context.quirks.reasoningField),
    tool_calls: calls.length > 0 ? calls : undefined,
  });
}

function writeToolCall({ id, name, arguments: text, custom }: Extract<Part, { type: "tool_call" }>): JsonObject {
  if (custom) return { id, type: "custom", custom: { name, input: text } };
  return { id, type: "function", function: { name, arguments: text === "" ? "{}" : text } };
}

function writeReasoning({ parts }: Message, field: DialectQuirks["reasoningField"]): JsonObject {
  if (field === undefined || field === "none") return {};
  const reasoning = parts.filter((part) => part.type === "reasoning");
  if (field !== "reasoning_details") {
    const text = reasoning.map((part) => part.text).join("");
    return text === "" ? {} : { [field]: text };
  }
  const details = reasoning.flatMap((part: ReasoningPart, index) => writeDetail(part, index));
  for (const part of parts) {
    if (part.type === "tool_call" && part.signature)
      details.push(writeToolSignature(part.id, part.signature, details.length));
  }
  return details.length === 0 ? {} : { reasoning_details: details };
}
