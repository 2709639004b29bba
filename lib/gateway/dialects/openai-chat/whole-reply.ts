import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { Part } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import type { ReplyContext } from "../dialect.ts";
import type { FoldedChoice, FoldedReply } from "../fold-reply.ts";
import { toolCallId } from "../tool-call-id.ts";
import { writeAnnotation } from "./citations.ts";
import { writeDetail, writeToolSignature } from "./reasoning-details.ts";
import { writeChatUsage } from "./usage.ts";

/** A whole chat completion. */
export function writeWholeReply(reply: FoldedReply, context: ReplyContext, metadata?: JsonObject): JsonObject {
  const usage = reply.usage();
  return jsonObject({
    id: `chatcmpl-${context.replyId}`,
    object: "chat.completion",
    created: context.createdSeconds,
    model: context.model,
    choices: reply.choices().map((choice) => writeChoice(choice, context)),
    usage: usage && writeChatUsage(usage),
    service_tier: usage?.serviceTier,
    gateway: metadata,
  });
}

function writeChoice(choice: FoldedChoice, { replyId, request }: ReplyContext): JsonObject {
  const { index, parts, logprobs, finish } = choice;
  const hasCalls = parts.some((part) => part.type === "tool_call");
  const message = writeMessage(choice, replyId);
  const reason = finish?.reason ?? (hasCalls ? "tool_calls" : "stop");
  const isLegacy = request.legacyFunctions === true && hasCalls;
  return {
    index,
    message: isLegacy ? withFunctionCall(message) : message,
    logprobs: logprobs.length > 0 ? { content: logprobs, refusal: null } : null,
    finish_reason: isLegacy && reason === "tool_calls" ? "function_call" : reason,
  };
}

/** The deprecated form has room for one call. */
function withFunctionCall({ tool_calls: calls, ...message }: JsonObject): JsonObject {
  const first = Array.isArray(calls) ? calls[0] : undefined;
  return isJsonObject(first) && first["function"] !== undefined
    ? { ...message, function_call: first["function"] }
    : message;
}

function writeMessage({ index, parts, citations }: FoldedChoice, replyId: string): JsonObject {
  const calls: JsonObject[] = [];
  const details: JsonObject[] = [];
  const natives: JsonObject[] = [];
  let text = "";
  let refusal = "";
  let reasoning = "";
  for (const part of parts) {
    if (part.type === "text") text += part.text;
    else if (part.type === "refusal") refusal += part.text;
    else if (part.type === "native" && part.dialect === "openai-chat") natives.push(part.value);
    else if (part.type === "reasoning") {
      reasoning += part.text;
      if (part.format !== undefined || part.redacted !== undefined) details.push(...writeDetail(part, details.length));
    } else if (part.type === "tool_call") {
      const id = toolCallId(part.id, replyId, { choice: index, index: calls.length });
      calls.push(writeCall(part, id));
      if (part.signature !== undefined) details.push(writeToolSignature(id, part.signature, details.length));
    }
  }
  const empty: JsonValue = calls.length > 0 || refusal !== "" ? null : "";
  return jsonObject({
    role: "assistant",
    content: text === "" ? empty : text,
    refusal: refusal === "" ? null : refusal,
    reasoning_content: reasoning === "" ? undefined : reasoning,
    reasoning_details: details.length > 0 ? details : undefined,
    tool_calls: calls.length > 0 ? calls : undefined,
    annotations: citations.length > 0 ? citations.map(writeAnnotation) : undefined,
    ...mergeNatives(natives),
  });
}

/** Lists of pictures from several parts become one; of anything else there is one. */
function mergeNatives(natives: readonly JsonObject[]): JsonObject {
  const images = natives.flatMap(({ images: list }) => (Array.isArray(list) ? list : []));
  const sounds = natives.flatMap(({ audio }) => (isJsonObject(audio) ? [audio] : []));
  const merged: JsonObject = Object.assign({}, ...natives);
  return {
    ...merged,
    ...(images.length > 0 && { images }),
    ...(sounds.length > 1 && { audio: { ...sounds[0], data: joinBase64(sounds.map(({ data }) => String(data))) } }),
  };
}

/** Each piece was encoded on its own, so that their letters cannot simply be joined. */
function joinBase64(pieces: readonly string[]): string {
  return btoa(pieces.map((piece) => atob(piece)).join(""));
}

function writeCall({ name, arguments: text, custom }: Extract<Part, { type: "tool_call" }>, id: string): JsonObject {
  if (custom) return { id, type: "custom", custom: { name, input: text } };
  return { id, type: "function", function: { name, arguments: text === "" ? "{}" : text } };
}
