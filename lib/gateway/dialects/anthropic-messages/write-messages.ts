import type { JsonObject } from "#lib/core/json.ts";
import { writeCacheControl } from "../cache-hint.ts";
import type { Message } from "../canonical.ts";
import { invalid } from "../read-fields.ts";
import { writeBlocks } from "./write-blocks.ts";
import type { WriteContext } from "./write-context.ts";

type Turn = { readonly role: "user" | "assistant"; readonly content: JsonObject[] };

/** `system` and `messages`: leading system messages on top, turns that alternate, tool results first in theirs. */
export function writeConversation(context: WriteContext, instruction: string | undefined): JsonObject {
  const { messages } = context.request;
  // A conversation of system messages alone is the user's: nothing else would be left to answer.
  const start = Math.max(
    0,
    messages.findIndex((message) => message.role !== "system"),
  );
  const leading = messages.slice(0, start);
  const turns = writeTurns(messages.slice(start), context);
  if (turns.length === 0) throw invalid("messages", "must hold at least one message with content");
  const system = writeSystem(leading, instruction);
  return { ...(system.length > 0 && { system: system.length === 1 ? onlyText(system) : system }), messages: turns };
}

function writeSystem(messages: readonly Message[], instruction: string | undefined): readonly JsonObject[] {
  const texts = messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === "text" ? [part] : [])));
  return [
    ...texts.map((part) => ({ type: "text", text: part.text, ...(part.cache && writeCacheControl(part.cache)) })),
    ...(instruction === undefined ? [] : [{ type: "text", text: instruction }]),
  ];
}

/** One text without a cache mark is sent as the plain text that it is. */
function onlyText(system: readonly JsonObject[]): JsonObject[string] {
  const [only = {}] = system;
  return only["cache_control"] === undefined ? (only["text"] ?? "") : [...system];
}

function writeTurns(messages: readonly Message[], context: WriteContext): readonly Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    // A system message amid the conversation becomes the user's: only the newest models take one there.
    const role = message.role === "assistant" ? "assistant" : "user";
    const content = writeBlocks(message.parts, context);
    if (content.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...content);
    else turns.push({ role, content });
  }
  if (turns[0]?.role === "assistant") turns.unshift({ role: "user", content: [{ type: "text", text: "Continue." }] });
  for (const turn of turns) if (turn.role === "user") turn.content.sort(resultsFirst);
  trimPrefill(turns.at(-1));
  return turns;
}

/** All results of a turn come before its texts; the order is otherwise kept. */
function resultsFirst(left: JsonObject, right: JsonObject): number {
  return Number(left["type"] !== "tool_result") - Number(right["type"] !== "tool_result");
}

/** An answer that the model shall continue must not end in white space. */
function trimPrefill(turn: Turn | undefined): void {
  const last = turn?.role === "assistant" ? turn.content.at(-1) : undefined;
  if (!turn || last?.["type"] !== "text") return;
  const text = String(last["text"]).trimEnd();
  if (text !== "") turn.content[turn.content.length - 1] = { ...last, text };
  else if (turn.content.length > 1) turn.content.pop();
}
