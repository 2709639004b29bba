import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { Message, Part } from "../canonical.ts";
import { compact } from "../compact.ts";
import {
  invalid,
  invalidType,
  optionalList,
  optionalObject,
  optionalString,
  requireObject,
  requireString,
} from "../read-fields.ts";
import { readContent } from "./read-content.ts";
import { readReasoningParts, type ToolSignatures, toolSignatures } from "./reasoning-details.ts";

/** Reads the conversation: a non-empty list of messages with known roles, tool results behind their calls. */
export function readMessages(body: JsonObject): readonly Message[] {
  const list = body["messages"];
  if (list === undefined || list === null) throw invalid("messages", "is required");
  if (!Array.isArray(list)) throw invalidType("messages", "a list of messages");
  if (list.length === 0) throw invalid("messages", "must hold at least one message");
  const callNames = new Map<string, string>();
  return list.map((value: JsonValue, index) => readMessage(value, `messages[${index}]`, callNames));
}

/** `callNames` remembers the calls so far by id: results have to name one, and other formats want its name. */
function readMessage(value: JsonValue, path: string, callNames: Map<string, string>): Message {
  const message = requireObject(value, path);
  const role = requireString(message, "role", path);
  switch (role) {
    case "user":
      return named(message, path, { role, parts: readContent(message, path) });
    case "system":
    case "developer": {
      const parts = readContent(message, path);
      return named(message, path, role === "system" ? { role, parts } : { role: "system", developer: true, parts });
    }
    case "assistant":
      return named(message, path, { role, parts: readAssistant(message, path, callNames) });
    case "tool":
      return { role, parts: [readToolResult(message, path, callNames)] };
    case "function":
      return { role: "tool", parts: [readFunctionResult(message, path)] };
    default:
      throw invalid(`${path}.role`, "must be one of system, developer, user, assistant, tool and function");
  }
}

function named(message: JsonObject, path: string, read: Message): Message {
  const name = optionalString(message, "name", path);
  return name ? { ...read, name } : read;
}

function readAssistant(message: JsonObject, path: string, callNames: Map<string, string>): readonly Part[] {
  const refusal = optionalString(message, "refusal", path);
  const audio = optionalObject(message, "audio", path);
  const signatures = toolSignatures(message);
  const calls = optionalList(message, "tool_calls", path) ?? [];
  const legacyCall = optionalObject(message, "function_call", path);
  const parts: Part[] = [
    ...readReasoningParts(message, signatures),
    ...readContent(message, path),
    ...(refusal ? [{ type: "refusal" as const, text: refusal }] : []),
    ...(audio ? [{ type: "native" as const, dialect: "openai-chat" as const, value: { audio } }] : []),
    ...calls.map((call, index) => readToolCall(call, `${path}.tool_calls[${index}]`, signatures)),
    ...(legacyCall ? [readFunctionCall(legacyCall, `${path}.function_call`)] : []),
  ];
  for (const part of parts) if (part.type === "tool_call") callNames.set(part.id, part.name);
  return parts;
}

function readToolCall(value: JsonValue, path: string, signatures: ToolSignatures): Part {
  const call = requireObject(value, path);
  const id = requireString(call, "id", path);
  const custom = call["type"] === "custom";
  const kind = custom ? "custom" : "function";
  const body = requireObject(call[kind], `${path}.${kind}`);
  return compact({
    type: "tool_call" as const,
    id,
    name: requireString(body, "name", `${path}.${kind}`),
    arguments: optionalString(body, custom ? "input" : "arguments", `${path}.${kind}`) ?? "",
    signature: signatures.get(id) ?? googleSignature(call),
    custom: custom || undefined,
  });
}

/** Where Google's own chat format keeps the signature of a call; clients of it send it back here. */
function googleSignature(call: JsonObject): string | undefined {
  const extra = call["extra_content"];
  const google = isJsonObject(extra) ? extra["google"] : undefined;
  const signature = isJsonObject(google) ? google["thought_signature"] : undefined;
  return typeof signature === "string" ? signature : undefined;
}

function readToolResult(message: JsonObject, path: string, callNames: ReadonlyMap<string, string>): Part {
  const callId = requireString(message, "tool_call_id", path);
  const name = callNames.get(callId);
  if (name === undefined) {
    throw invalid(`${path}.tool_call_id`, "must be the id of a tool call in an assistant message before it");
  }
  return { type: "tool_result", callId, name, parts: readContent(message, path) };
}

/** The deprecated form has no ids: a call and its result meet by the function's name. */
function readFunctionCall(call: JsonObject, path: string): Part {
  const name = requireString(call, "name", path);
  return {
    type: "tool_call",
    id: functionCallId(name),
    name,
    arguments: optionalString(call, "arguments", path) ?? "",
  };
}

function readFunctionResult(message: JsonObject, path: string): Part {
  const name = requireString(message, "name", path);
  return { type: "tool_result", callId: functionCallId(name), name, parts: readContent(message, path) };
}

function functionCallId(name: string): string {
  return `call_${name.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, 35)}`;
}
