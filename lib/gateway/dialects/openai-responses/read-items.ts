import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { Message, Part } from "../canonical.ts";
import { compact } from "../compact.ts";
import { invalid, optionalList, optionalString, requireObject, requireString } from "../read-fields.ts";
import { openaiFormat, proofPart, unpackProof } from "../reasoning-formats.ts";
import { readContent } from "./read-content.ts";

/** The calls so far by id. It is incomplete where the provider holds earlier turns. */
export type CallNames = { readonly names: Map<string, string>; readonly complete: boolean };

/** Reads one item as a message of its own; what is no known item stays as it is. */
export function readItem(value: JsonValue, path: string, calls: CallNames): Message {
  const item = requireObject(value, path);
  const type = optionalString(item, "type", path) ?? "message";
  switch (type) {
    case "message":
      return readMessage(item, path);
    case "function_call":
    case "custom_tool_call":
      return { role: "assistant", parts: [readCall(item, path, calls)] };
    case "function_call_output":
    case "custom_tool_call_output":
      return { role: "tool", parts: [readResult(item, path, calls)] };
    case "reasoning":
      return { role: "assistant", parts: [readReasoning(item, path)] };
    default:
      return { role: "assistant", parts: [{ type: "native", dialect: "openai-responses", value: item }] };
  }
}

function readMessage(item: JsonObject, path: string): Message {
  const role = requireString(item, "role", path);
  const content = item["content"];
  if (content === undefined || content === null) throw invalid(`${path}.content`, "is required");
  const parts = readContent(content, `${path}.content`);
  switch (role) {
    case "user":
    case "assistant":
    case "system":
      return { role, parts };
    case "developer":
      return { role: "system", developer: true, parts };
    default:
      throw invalid(`${path}.role`, "must be user, assistant, system or developer");
  }
}

function readCall(item: JsonObject, path: string, calls: CallNames): Part {
  const id = requireString(item, "call_id", path);
  const name = requireString(item, "name", path);
  calls.names.set(id, name);
  if (item["type"] === "custom_tool_call") {
    return { type: "tool_call", id, name, arguments: optionalString(item, "input", path) ?? "", custom: true };
  }
  return { type: "tool_call", id, name, arguments: optionalString(item, "arguments", path) ?? "" };
}

function readResult(item: JsonObject, path: string, { names, complete }: CallNames): Part {
  const callId = requireString(item, "call_id", path);
  const name = names.get(callId);
  if (name === undefined && complete) throw invalid(`${path}.call_id`, "must be the id of a tool call before it");
  const parts = readContent(item["output"] ?? "", `${path}.output`);
  return compact({ type: "tool_result" as const, callId, name, parts });
}

function readReasoning(item: JsonObject, path: string): Part {
  const pieces = [...(optionalList(item, "summary", path) ?? []), ...(optionalList(item, "content", path) ?? [])];
  const text = pieces
    .flatMap((piece) => (isJsonObject(piece) && typeof piece["text"] === "string" ? [piece["text"]] : []))
    .join("\n\n");
  const id = optionalString(item, "id", path);
  const encrypted = optionalString(item, "encrypted_content", path);
  if (!encrypted) return compact({ type: "reasoning" as const, text, id });
  return compact({
    type: "reasoning" as const,
    text,
    id,
    ...proofPart(unpackProof(encrypted, "redacted", openaiFormat)),
  });
}
