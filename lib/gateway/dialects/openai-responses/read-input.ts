import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { Message } from "../canonical.ts";
import { invalid, invalidType, optionalString } from "../read-fields.ts";
import { googleFormat } from "../reasoning-formats.ts";
import { type CallNames, readItem } from "./read-items.ts";

/** Reads `instructions` and `input`: a text, or items that become messages. */
export function readInput(body: JsonObject): readonly Message[] {
  const instructions = optionalString(body, "instructions");
  const messages = readItems(body);
  return instructions ? [{ role: "system", parts: [{ type: "text", text: instructions }] }, ...messages] : messages;
}

function readItems(body: JsonObject): readonly Message[] {
  const { input } = body;
  if (input === undefined || input === null) {
    // A stored prompt or conversation may hold all the input there is.
    if (isStateful(body)) return [];
    throw invalid("input", "is required");
  }
  if (typeof input === "string") return [{ role: "user", parts: input === "" ? [] : [{ type: "text", text: input }] }];
  if (!Array.isArray(input)) throw invalidType("input", "a string or a list of items");
  if (input.length === 0 && !isStateful(body)) throw invalid("input", "must hold at least one item");
  const calls: CallNames = { names: new Map(), complete: !isStateful(body) };
  return mergeTurns(input.map((item: JsonValue, index) => readItem(item, `input[${index}]`, calls)));
}

function isStateful(body: JsonObject): boolean {
  return [body["previous_response_id"], body["conversation"], body["prompt"]].some(
    (value) => value !== undefined && value !== null,
  );
}

/** Reasoning, text and calls of one turn are items of their own here and parts of one message elsewhere. */
function mergeTurns(items: readonly Message[]): readonly Message[] {
  const turns: Message[] = [];
  for (const item of items) {
    const last = turns.at(-1);
    const isTurn = item.role === "assistant" || item.role === "tool";
    if (isTurn && last?.role === item.role)
      turns[turns.length - 1] = { ...last, parts: [...last.parts, ...item.parts] };
    else turns.push(item);
  }
  return turns.map(signCalls);
}

/** Google's signature of a call was written as an item before it (item-writer.ts). */
function signCalls(message: Message): Message {
  const { parts } = message;
  if (!parts.some((part) => part.type === "reasoning" && part.format === googleFormat)) return message;
  return {
    ...message,
    parts: parts.flatMap((part, index) => {
      const next = parts[index + 1];
      if (
        part.type === "reasoning" &&
        part.redacted !== undefined &&
        part.format === googleFormat &&
        next?.type === "tool_call"
      )
        return [];
      const before = parts[index - 1];
      if (part.type !== "tool_call" || before?.type !== "reasoning" || before.format !== googleFormat) return [part];
      return [before.redacted === undefined ? part : { ...part, signature: before.redacted }];
    }),
  };
}
