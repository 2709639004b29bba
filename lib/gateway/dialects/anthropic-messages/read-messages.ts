import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { Message, Part } from "../canonical.ts";
import { invalid, invalidType, requireObject, requireString } from "../read-fields.ts";
import { googleFormat } from "../reasoning-formats.ts";
import { readBlock } from "./read-blocks.ts";

/** Reads `system` and the conversation: known roles, tool results behind their calls. */
export function readMessages(body: JsonObject): readonly Message[] {
  const list = body["messages"];
  if (list === undefined || list === null) throw invalid("messages", "is required");
  if (!Array.isArray(list)) throw invalidType("messages", "a list of messages");
  if (list.length === 0) throw invalid("messages", "must hold at least one message");
  const callNames = new Map<string, string>();
  const messages = list.map((value: JsonValue, index) => readMessage(value, `messages[${index}]`, callNames));
  const system = readContent(body["system"] ?? "", "system", callNames);
  return system.length > 0 ? [{ role: "system", parts: system }, ...messages] : messages;
}

function readMessage(value: JsonValue, path: string, callNames: Map<string, string>): Message {
  const message = requireObject(value, path);
  const role = requireString(message, "role", path);
  if (role !== "user" && role !== "assistant" && role !== "system") {
    throw invalid(`${path}.role`, "must be user, assistant or system");
  }
  const content = message["content"];
  if (content === undefined || content === null) throw invalid(`${path}.content`, "is required");
  const parts = signCalls(readContent(content, `${path}.content`, callNames));
  for (const part of parts) if (part.type === "tool_call") callNames.set(part.id, part.name);
  return { role, parts };
}

function readContent(content: JsonValue, path: string, callNames: ReadonlyMap<string, string>): readonly Part[] {
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", text: content }];
  if (!Array.isArray(content)) throw invalidType(path, "a string or a list of blocks");
  return content.flatMap((value: JsonValue, index) => readBlock(value, `${path}[${index}]`, callNames));
}

/** Google's signature of a call was written into the block before it (block-writer.ts). */
function signCalls(parts: readonly Part[]): readonly Part[] {
  return parts.flatMap((part, index): readonly Part[] => {
    if (part.type === "reasoning" && part.format === googleFormat && part.redacted !== undefined) return [];
    const before = parts[index - 1];
    const signed = part.type === "tool_call" && before?.type === "reasoning" && before.format === googleFormat;
    return signed && before.redacted !== undefined ? [{ ...part, signature: before.redacted }] : [part];
  });
}
