import type { JsonObject } from "#lib/core/json.ts";
import type { Message, Part } from "../canonical.ts";
import { invalid } from "../read-fields.ts";
import type { WriteContext } from "./write-context.ts";
import { writeParts } from "./write-parts.ts";
import { writeResults } from "./write-results.ts";

type Content = { readonly role: "user" | "model"; readonly parts: JsonObject[]; readonly holdsResults: boolean };

/** `systemInstruction` and `contents`: leading system messages on top, later ones as the user's words. */
export function writeConversation(context: WriteContext, instruction: string | undefined): JsonObject {
  const { messages } = context.request;
  // A conversation of system messages alone is the user's: nothing else would be left to answer.
  const start = Math.max(
    0,
    messages.findIndex((message) => message.role !== "system"),
  );
  const leading = messages.slice(0, start);
  const contents = writeContents(messages.slice(start), context);
  if (contents.length === 0) throw invalid("messages", "must hold at least one message with content");
  const system = [
    ...leading.flatMap(({ parts }) => parts.flatMap(textOf)),
    ...(instruction === undefined ? [] : [instruction]),
  ];
  const parts = system.map((text) => ({ text }));
  if (parts.length > 0 && !context.rules.systemInstruction) instructFirstUser(contents, parts);
  return {
    ...(parts.length > 0 && context.rules.systemInstruction && { systemInstruction: { parts } }),
    contents: contents.map((content) => ({ role: content.role, parts: content.parts })),
  };
}

function textOf(part: Part): readonly string[] {
  return part.type === "text" ? [part.text] : [];
}

/** Google wants a turn's results in a content of their own, and otherwise roles that alternate. */
function writeContents(messages: readonly Message[], context: WriteContext): Content[] {
  const contents: Content[] = [];
  const append = (role: Content["role"], parts: readonly JsonObject[], holdsResults: boolean): void => {
    if (parts.length === 0) return;
    const last = contents.at(-1);
    if (last?.role === role && last.holdsResults === holdsResults) last.parts.push(...parts);
    else contents.push({ role, parts: [...parts], holdsResults });
  };
  for (const message of messages) {
    if (message.parts.some((part) => part.cache)) context.dropped.add("cache_control");
    const results = message.parts.filter((part) => part.type === "tool_result");
    const others = message.parts.filter((part) => part.type !== "tool_result");
    append("user", writeResults(results, context), true);
    append(message.role === "assistant" ? "model" : "user", writeParts(others, context), false);
  }
  if (contents[0]?.role === "model")
    contents.unshift({ role: "user", parts: [{ text: "Continue." }], holdsResults: false });
  return contents;
}

function instructFirstUser(contents: readonly Content[], parts: readonly JsonObject[]): void {
  contents.find((content) => content.role === "user")?.parts.unshift(...parts);
}
