import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent, FinishReason } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import { toolCallId } from "../tool-call-id.ts";
import { writeAnnotation } from "./citations.ts";
import { writeDetail, writeToolSignature } from "./reasoning-details.ts";

export type ChoiceEvent = Extract<CanonicalEvent, { readonly choice: number }>;

/** Writes the frames around what a choice has to say. */
export type ChoiceFrames = {
  readonly replyId: string;
  /** The caller knows only the deprecated form of calls, which has room for one. */
  readonly legacy: boolean;
  readonly delta: (choice: number, delta: JsonObject, logprobs?: JsonValue) => string;
  readonly finish: (choice: number, reason: FinishReason | "function_call") => string;
};

/** Writes the frames of one choice: the role once, one finish. */
export class ChoiceWriter {
  readonly #choice: number;
  readonly #frames: ChoiceFrames;
  /** What is known of each call, by its index. */
  readonly #calls = new Map<number, { readonly custom: boolean; empty: boolean }>();
  #started = false;
  #finished = false;
  /** Numbers the entries of `reasoning_details`: fragments of one block share a number. */
  #block = 0;

  constructor(choice: number, frames: ChoiceFrames) {
    this.#choice = choice;
    this.#frames = frames;
  }

  write(event: ChoiceEvent): readonly string[] {
    if (this.#finished) return [];
    if (event.type === "finish") return [...this.#start(event), ...this.#finish(event.reason)];
    const delta = this.#deltaOf(event);
    if (!delta) return [];
    const logprobs = event.type === "logprobs" ? { content: event.value, refusal: null } : null;
    const frame = this.#frames.delta(this.#choice, delta, logprobs);
    return this.#started ? [frame] : [...this.#start(event), frame];
  }

  /** The finish of a choice that had none; a complete stream must not leave one open. */
  end(): readonly string[] {
    return this.#finished || !this.#started ? [] : this.#finish(this.#calls.size > 0 ? "tool_calls" : "stop");
  }

  /** The content of the first frame is `null` where a call begins, as OpenAI writes it. */
  #start(event: ChoiceEvent): readonly string[] {
    if (this.#started) return [];
    this.#started = true;
    return [this.#frames.delta(this.#choice, { role: "assistant", content: event.type === "tool_start" ? null : "" })];
  }

  #finish(reason: FinishReason): readonly string[] {
    this.#finished = true;
    const empty = [...this.#calls].filter(([, call]) => call.empty && !call.custom);
    const completed = empty.map(([index]) => this.#frames.delta(this.#choice, this.#addArguments(index, "{}")));
    const named = this.#frames.legacy && reason === "tool_calls" ? "function_call" : reason;
    return [...completed, this.#frames.finish(this.#choice, named)];
  }

  #deltaOf(event: ChoiceEvent): JsonObject | undefined {
    switch (event.type) {
      case "text":
        return { content: event.text };
      case "refusal":
        return { refusal: event.text };
      case "logprobs":
        return {};
      case "reasoning":
        if (event.format === undefined) return { reasoning_content: event.text };
        return { reasoning_content: event.text, reasoning_details: writeDetail(event, this.#block) };
      case "reasoning_signature":
        return { reasoning_details: writeDetail({ ...event, text: "" }, this.#block++) };
      case "reasoning_redacted":
        return { reasoning_details: writeDetail({ ...event, text: "", redacted: event.data }, this.#block++) };
      case "tool_start":
        return this.#startCall(event);
      case "tool_arguments":
        return this.#addArguments(event.index, event.text);
      case "citation":
        return { annotations: [writeAnnotation(event.value)] };
      case "native":
        return event.dialect === "openai-chat" ? event.value : undefined;
      case "finish":
        return undefined;
    }
  }

  #startCall(event: Extract<ChoiceEvent, { type: "tool_start" }>): JsonObject {
    const { index, name, custom = false, signature } = event;
    const id = toolCallId(event.id, this.#frames.replyId, { choice: this.#choice, index });
    this.#calls.set(index, { custom, empty: true });
    if (this.#frames.legacy) return index === 0 ? { function_call: { name, arguments: "" } } : {};
    const call = custom
      ? { index, id, type: "custom", custom: { name, input: "" } }
      : { index, id, type: "function", function: { name, arguments: "" } };
    const details = signature === undefined ? undefined : [writeToolSignature(id, signature, this.#block++)];
    return jsonObject({ tool_calls: [call], reasoning_details: details });
  }

  /** Behind the first delta of a call only its index and its text: clients take a second name for another call. */
  #addArguments(index: number, text: string): JsonObject {
    const call = this.#calls.get(index);
    if (call) call.empty = false;
    if (this.#frames.legacy) return index === 0 ? { function_call: { arguments: text } } : {};
    const piece = call?.custom ? { custom: { input: text } } : { function: { arguments: text } };
    return { tool_calls: [{ index, ...piece }] };
  }
}
