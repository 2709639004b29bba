import type { JsonObject } from "#lib/core/json.ts";
import type { CanonicalRequest, Message, Part } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import { openaiFormat } from "../reasoning-formats.ts";
import { tellError } from "../result-text.ts";
import { unsupportedContent } from "../unsupported-content.ts";
import { writeContent } from "./write-content.ts";

/** `instructions` and `input`: what is one message elsewhere is several items here, in the same order. */
export function writeInput({ messages, dialect }: CanonicalRequest, dropped: Set<string>): JsonObject {
  if (messages.some(({ parts }) => parts.some((part) => part.cache))) dropped.add("cache_control");
  const start = messages.findIndex((message) => message.role !== "system" || message.developer);
  const leading = start === -1 ? messages : messages.slice(0, start);
  const rest = start === -1 ? [] : messages.slice(start);
  const instructions = leading
    .flatMap(({ parts }) => parts.flatMap((part) => (part.type === "text" ? [part.text] : [])))
    .join("\n\n");
  return jsonObject({
    instructions: instructions === "" ? undefined : instructions,
    input: rest.flatMap((message) => writeMessage(message, { dialect, dropped, customCalls: customCallsOf(messages) })),
  });
}

type ItemContext = {
  readonly dialect: CanonicalRequest["dialect"];
  readonly dropped: Set<string>;
  readonly customCalls: ReadonlySet<string>;
};

/** Results of calls with free text have a type of their own. */
function customCallsOf(messages: readonly Message[]): ReadonlySet<string> {
  const parts = messages.flatMap((message) => message.parts);
  return new Set(parts.flatMap((part) => (part.type === "tool_call" && part.custom ? [part.id] : [])));
}

function writeMessage(message: Message, context: ItemContext): readonly JsonObject[] {
  const items: JsonObject[] = [];
  let content: Part[] = [];
  const flush = (): void => {
    if (content.length > 0)
      items.push({ role: roleOf(message), content: writeContent(content, message.role, context.dialect) });
    content = [];
  };
  for (const part of message.parts) {
    if (isContent(part)) {
      content.push(part);
      continue;
    }
    flush();
    items.push(...writeItem(part, context));
  }
  flush();
  return items;
}

function roleOf({ role, developer }: Message): string {
  if (role === "system") return developer ? "developer" : "system";
  return role === "assistant" ? "assistant" : "user";
}

function isContent({ type }: Part): boolean {
  return type === "text" || type === "refusal" || type === "image" || type === "file" || type === "audio";
}

function writeItem(part: Part, { dialect, dropped, customCalls }: ItemContext): readonly JsonObject[] {
  switch (part.type) {
    case "tool_call":
      if (part.custom) return [{ type: "custom_tool_call", call_id: part.id, name: part.name, input: part.arguments }];
      return [{ type: "function_call", call_id: part.id, name: part.name, arguments: part.arguments || "{}" }];
    case "tool_result": {
      const type = customCalls.has(part.callId) ? "custom_tool_call_output" : "function_call_output";
      return [{ type, call_id: part.callId, output: writeContent(tellError(part, dropped), "tool", dialect) }];
    }
    case "reasoning":
      return writeReasoning(part);
    case "native":
      if (part.dialect === "openai-responses") return [part.value];
      throw unsupportedContent(`content of type '${String(part.value["type"])}'`);
    default:
      return [];
  }
}

/** Only OpenAI's own encrypted reasoning, with the id it was given, comes back to it. */
function writeReasoning({ text, redacted, id, format }: Extract<Part, { type: "reasoning" }>): readonly JsonObject[] {
  if (format !== openaiFormat || redacted === undefined || id === undefined) return [];
  return [
    {
      type: "reasoning",
      id,
      summary: text === "" ? [] : [{ type: "summary_text", text }],
      encrypted_content: redacted,
    },
  ];
}
