import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent, FinishReason } from "../canonical.ts";
import { readAnnotations } from "./citations.ts";
import { readReasoningDelta } from "./read-reasoning-delta.ts";
import { openToolCalls } from "./tool-call-reader.ts";

/** Reads the deltas of one choice. */
export type ChoiceReader = {
  readonly read: (value: JsonObject, events: CanonicalEvent[]) => void;
  readonly hasFinish: () => boolean;
  /** The finish event, once; with `assumed` also when the provider never named a reason. */
  readonly finish: (assumed?: string) => readonly CanonicalEvent[];
};

/** Reads deltas of a stream and messages of a whole reply alike. */
export function openChoice(choice: number): ChoiceReader {
  const calls = openToolCalls(choice);
  let reason: string | undefined;
  let finished = false;

  return {
    read: (value, events) => {
      const delta = value["delta"] ?? value["message"];
      if (isJsonObject(delta)) {
        readDelta(delta, choice, events);
        calls.read(delta, events);
      }
      const entries = logprobEntries(value["logprobs"]);
      if (entries) events.push({ type: "logprobs", choice, value: entries });
      // Some providers name the reason before the last delta: it counts when the stream ends.
      const named = value["finish_reason"];
      if (typeof named === "string" && named !== "") reason = named;
    },
    hasFinish: () => reason !== undefined,
    finish: (assumed) => {
      const native = reason ?? assumed;
      if (finished || native === undefined) return [];
      finished = true;
      return [{ type: "finish", choice, reason: readFinish(native, calls.count()), native }];
    },
  };
}

function readDelta(delta: JsonObject, choice: number, events: CanonicalEvent[]): void {
  readReasoningDelta(delta, choice, events);
  const { content, refusal, annotations, audio, images } = delta;
  if (typeof content === "string") {
    if (content !== "") events.push({ type: "text", choice, text: content });
  } else if (Array.isArray(content)) {
    for (const chunk of content) readChunk(chunk, choice, events);
  }
  if (typeof refusal === "string" && refusal !== "") events.push({ type: "refusal", choice, text: refusal });
  if (Array.isArray(annotations)) readAnnotations(annotations, choice, events);
  if (isJsonObject(audio)) events.push({ type: "native", choice, dialect: "openai-chat", value: { audio } });
  if (Array.isArray(images) && images.length > 0) {
    events.push({ type: "native", choice, dialect: "openai-chat", value: { images } });
  }
}

/** Mistral's content chunks: text, and thinking that is a list of texts itself. */
function readChunk(chunk: JsonValue, choice: number, events: CanonicalEvent[]): void {
  if (!isJsonObject(chunk)) return;
  const { text, thinking } = chunk;
  if (typeof text === "string" && text !== "") events.push({ type: "text", choice, text });
  if (typeof thinking === "string" && thinking !== "") events.push({ type: "reasoning", choice, text: thinking });
  if (!Array.isArray(thinking)) return;
  for (const piece of thinking) {
    const thought = isJsonObject(piece) ? piece["text"] : undefined;
    if (typeof thought === "string" && thought !== "") events.push({ type: "reasoning", choice, text: thought });
  }
}

function logprobEntries(logprobs: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(logprobs)) return undefined;
  const entries = logprobs["content"] ?? logprobs["refusal"];
  return Array.isArray(entries) && entries.length > 0 ? entries : undefined;
}

const finishReasons: Readonly<Record<string, FinishReason>> = {
  stop: "stop",
  length: "length",
  max_tokens: "length",
  model_length: "length",
  tool_calls: "tool_calls",
  tool_use: "tool_calls",
  function_call: "tool_calls",
  content_filter: "content_filter",
  safety: "content_filter",
};

/** Whether there were calls is told by the calls: a named tool choice ends with `stop` at some providers. */
function readFinish(native: string, calls: number): FinishReason {
  const reason = finishReasons[native.toLowerCase()] ?? "stop";
  if (reason === "stop" && calls > 0) return "tool_calls";
  return reason === "tool_calls" && calls === 0 ? "stop" : reason;
}
