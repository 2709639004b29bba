import type { JsonObject } from "#lib/core/json.ts";
import type { Part } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import type { ReplyContext } from "../dialect.ts";
import type { FoldedChoice, FoldedReply } from "../fold-reply.ts";
import { anthropicFormat, googleFormat, packProof, unknownFormat } from "../reasoning-formats.ts";
import { parseToolArguments } from "../tool-arguments.ts";
import { toolCallId } from "../tool-call-id.ts";
import { wantsReasoning } from "../wants-reasoning.ts";
import { writeCitation } from "./citations.ts";
import { writeStopReason } from "./finish.ts";
import { noUsage, writeMessagesUsage } from "./usage.ts";

/** A whole message. */
export function writeWholeReply(reply: FoldedReply, context: ReplyContext, metadata?: JsonObject): JsonObject {
  const [choice] = reply.choices();
  const hasCalls = choice?.parts.some((part) => part.type === "tool_call");
  const finish = choice?.finish ?? { reason: hasCalls ? "tool_calls" : "stop" };
  return jsonObject({
    id: `msg_${context.replyId}`,
    type: "message",
    role: "assistant",
    model: context.model,
    content: choice ? writeBlocks(choice, context) : [],
    stop_reason: writeStopReason(finish.reason, finish.stopSequence !== undefined),
    stop_sequence: finish.stopSequence ?? null,
    usage: writeMessagesUsage(reply.usage() ?? noUsage),
    gateway: metadata,
  });
}

function writeBlocks({ parts, citations }: FoldedChoice, context: ReplyContext): readonly JsonObject[] {
  const reasons = wantsReasoning(context.request);
  let calls = 0;
  const blocks = parts.flatMap((part): JsonObject[] => {
    if (part.type === "text" || part.type === "refusal") return [{ type: "text", text: part.text }];
    if (part.type === "reasoning") return reasons && hasPlace(part) ? [writeThinking(part)] : [];
    if (part.type !== "tool_call") return [];
    const id = toolCallId(part.id, context.replyId, { choice: 0, index: calls++ });
    const call = { type: "tool_use", id, name: part.name, input: parseToolArguments(part.arguments) };
    return reasons && part.signature !== undefined ? [writeCallSignature(part.signature), call] : [call];
  });
  if (citations.length === 0) return blocks;
  const last = blocks.findLastIndex((block) => block["type"] === "text");
  return blocks.map((block, index) => (index === last ? { ...block, citations: citations.map(writeCitation) } : block));
}

function writeCallSignature(signature: string): JsonObject {
  return {
    type: "redacted_thinking",
    data: packProof({ kind: "redacted", format: googleFormat, data: signature }, anthropicFormat),
  };
}

/** Another maker may sign a text without showing any thoughts; there is no block for that here. */
function hasPlace({ text, redacted, format }: Extract<Part, { type: "reasoning" }>): boolean {
  return text !== "" || redacted !== undefined || format === anthropicFormat;
}

function writeThinking(part: Extract<Part, { type: "reasoning" }>): JsonObject {
  const { text, signature, redacted, id, format = unknownFormat } = part;
  if (redacted !== undefined) {
    const proof = { kind: "redacted", format, data: redacted, id } as const;
    return { type: "redacted_thinking", data: packProof(proof, anthropicFormat) };
  }
  const packed =
    signature === undefined ? "" : packProof({ kind: "signature", format, data: signature }, anthropicFormat);
  return { type: "thinking", thinking: text, signature: packed };
}
