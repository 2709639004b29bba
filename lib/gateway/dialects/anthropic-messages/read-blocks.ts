import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { readCacheHint } from "../cache-hint.ts";
import type { MediaSource, Part } from "../canonical.ts";
import { checkMedia } from "../check-media.ts";
import { compact } from "../compact.ts";
import { invalid, invalidType, optionalBoolean, optionalString, requireObject, requireString } from "../read-fields.ts";
import { anthropicFormat, proofPart, unpackProof } from "../reasoning-formats.ts";

type CallNames = ReadonlyMap<string, string>;

/** Reads one content block; empty texts are left out. */
export function readBlock(value: JsonValue, path: string, callNames: CallNames): readonly Part[] {
  const block = requireObject(value, path);
  const part = readBlockBody(block, path, callNames);
  if (!part) return [];
  const cache = readCacheHint(block);
  return [cache ? { ...part, cache } : part];
}

function readBlockBody(block: JsonObject, path: string, callNames: CallNames): Part | undefined {
  switch (requireString(block, "type", path)) {
    case "text": {
      const { text } = block;
      if (typeof text !== "string") throw invalidType(`${path}.text`, "a string");
      return text === "" ? undefined : { type: "text", text };
    }
    case "image":
      return {
        type: "image",
        source: checkMedia(readSource(block["source"], `${path}.source`), "image", `${path}.source.data`),
      };
    case "document":
      return readDocument(block, path);
    case "tool_use":
      return {
        type: "tool_call",
        id: requireString(block, "id", path),
        name: requireString(block, "name", path),
        arguments: JSON.stringify(requireObject(block["input"] ?? {}, `${path}.input`)),
      };
    case "tool_result":
      return readToolResult(block, path, callNames);
    case "thinking":
      return readThinking(block, path);
    case "redacted_thinking": {
      const proof = unpackProof(requireString(block, "data", path), "redacted", anthropicFormat);
      return { type: "reasoning", text: "", ...proofPart(proof) };
    }
    default:
      return { type: "native", dialect: "anthropic-messages", value: block };
  }
}

function readThinking(block: JsonObject, path: string): Part {
  const text = optionalString(block, "thinking", path) ?? "";
  const packed = optionalString(block, "signature", path);
  if (!packed) return { type: "reasoning", text };
  return { type: "reasoning", text, ...proofPart(unpackProof(packed, "signature", anthropicFormat)) };
}

function readToolResult(block: JsonObject, path: string, callNames: CallNames): Part {
  const callId = requireString(block, "tool_use_id", path);
  const name = callNames.get(callId);
  if (name === undefined) {
    throw invalid(`${path}.tool_use_id`, "must be the id of a tool_use block in an assistant message before it");
  }
  const content = block["content"] ?? "";
  const isError = optionalBoolean(block, "is_error", path);
  return compact({ type: "tool_result" as const, callId, name, parts: readResultContent(content, path), isError });
}

function readResultContent(content: JsonValue, path: string): readonly Part[] {
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", text: content }];
  if (!Array.isArray(content)) throw invalidType(`${path}.content`, "a string or a list of blocks");
  const none: CallNames = new Map();
  return content.flatMap((value: JsonValue, index) => readBlock(value, `${path}.content[${index}]`, none));
}

function readDocument(block: JsonObject, path: string): Part {
  const source = block["source"];
  if (isJsonObject(source) && source["type"] === "content") {
    return { type: "native", dialect: "anthropic-messages", value: block };
  }
  const filename = optionalString(block, "title", path);
  return compact({
    type: "file" as const,
    source: checkMedia(readSource(source, `${path}.source`), "file", `${path}.source.data`),
    filename,
  });
}

function readSource(value: JsonValue | undefined, path: string): MediaSource {
  const source = requireObject(value, path);
  switch (requireString(source, "type", path)) {
    case "base64":
      return {
        kind: "base64",
        mediaType: requireString(source, "media_type", path),
        data: requireString(source, "data", path),
      };
    case "url":
      return { kind: "url", url: requireString(source, "url", path) };
    case "text":
      return { kind: "text", text: requireString(source, "data", path) };
    case "file":
      return { kind: "file_id", id: requireString(source, "file_id", path) };
    default:
      throw invalid(`${path}.type`, "must be base64, url, text or file");
  }
}
