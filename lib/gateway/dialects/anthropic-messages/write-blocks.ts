import type { JsonObject } from "#lib/core/json.ts";
import { writeCacheControl } from "../cache-hint.ts";
import type { MediaSource, Part } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import { invalid } from "../read-fields.ts";
import { anthropicFormat } from "../reasoning-formats.ts";
import { parseToolArguments } from "../tool-arguments.ts";
import { unsupportedContent } from "../unsupported-content.ts";
import type { WriteContext } from "./write-context.ts";

/** The content blocks of one message. Throws `unsupported_parameter` for content that Anthropic cannot take. */
export function writeBlocks(parts: readonly Part[], context: WriteContext): JsonObject[] {
  const blocks: JsonObject[] = [];
  for (const part of parts) {
    const block = writeBlock(part, context);
    if (block) blocks.push(block);
    // What cannot carry a mark hands it to the block before it: that is where the cached part ends then.
    const at = block && part.type === "reasoning" ? -1 : blocks.length - 1;
    const marked = blocks[at];
    if (part.cache && marked) blocks[at] = { ...marked, ...writeCacheControl(part.cache) };
  }
  return blocks;
}

/** `undefined` for what Anthropic would refuse and nobody misses: empty text, reasoning of other makers. */
function writeBlock(part: Part, context: WriteContext): JsonObject | undefined {
  switch (part.type) {
    case "text":
    case "refusal":
      return part.text.trim() === "" ? undefined : { type: "text", text: part.text };
    case "image":
      return { type: "image", source: writeSource(part.source, context) };
    case "file":
      return jsonObject({ type: "document", source: writeSource(part.source, context), title: part.filename });
    case "tool_call":
      return {
        type: "tool_use",
        id: toolId(part.id),
        name: part.name,
        input: parseToolArguments(part.arguments, part.custom),
      };
    case "tool_result":
      return writeResult(part, context);
    case "reasoning":
      return writeThinkingBlock(part);
    case "audio":
      throw unsupportedContent("audio");
    case "native":
      if (part.dialect !== "anthropic-messages")
        throw unsupportedContent(`content of type '${String(part.value["type"])}'`);
      return part.value;
  }
}

function writeResult(part: Extract<Part, { type: "tool_result" }>, context: WriteContext): JsonObject {
  const blocks = writeBlocks(part.parts, context);
  const [only] = blocks;
  const plain = blocks.length === 1 && only?.["type"] === "text" && only["cache_control"] === undefined;
  return jsonObject({
    type: "tool_result",
    tool_use_id: toolId(part.callId),
    content: plain ? only["text"] : blocks.length > 0 ? blocks : undefined,
    is_error: part.isError,
  });
}

function writeThinkingBlock(part: Extract<Part, { type: "reasoning" }>): JsonObject | undefined {
  if (part.format !== anthropicFormat) return undefined;
  if (part.redacted !== undefined) return { type: "redacted_thinking", data: part.redacted };
  return part.signature === undefined
    ? undefined
    : { type: "thinking", thinking: part.text, signature: part.signature };
}

function writeSource(source: MediaSource, { request }: WriteContext): JsonObject {
  switch (source.kind) {
    case "base64":
      if (!source.mediaType.startsWith("text/"))
        return { type: "base64", media_type: source.mediaType, data: source.data };
      return { type: "text", media_type: "text/plain", data: decodeText(source.data) };
    case "url":
      return { type: "url", url: source.url };
    case "text":
      return { type: "text", media_type: "text/plain", data: source.text };
    case "file_id":
      if (request.dialect !== "anthropic-messages")
        throw unsupportedContent("a file that is stored at another provider");
      return { type: "file", file_id: source.id };
  }
}

function decodeText(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    throw invalid("messages", "hold a file whose data is not base64");
  }
}

/** Anthropic takes fewer characters in ids than others make; calls and results change alike. */
function toolId(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, "_") || "_";
}
