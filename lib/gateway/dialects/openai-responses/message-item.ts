import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";
import type { Item, ItemPlace } from "./item.ts";

type TextPart = {
  readonly type: "output_text";
  text: string;
  readonly annotations: JsonObject[];
  readonly logprobs: JsonValue[];
};
type RefusalPart = { readonly type: "refusal"; refusal: string };

export function openMessageItem(place: ItemPlace): Item {
  const item = new MessageItem(place);
  return {
    start: () => item.start(),
    write: (event) => item.write(event),
    close: (incomplete) => item.close(incomplete),
    value: () => item.value(),
  };
}

/** A message of the assistant: parts of text, and of refusal. */
class MessageItem {
  readonly #place: ItemPlace;
  readonly #parts: (TextPart | RefusalPart)[] = [];
  #status = "in_progress";

  constructor(place: ItemPlace) {
    this.#place = place;
  }

  value(): JsonObject {
    const content = this.#parts.map((part) => ({ ...part }));
    return { type: "message", id: this.#place.id, status: this.#status, role: "assistant", content };
  }

  start(): readonly string[] {
    return [this.#place.emit("response.output_item.added", { output_index: this.#place.output, item: this.value() })];
  }

  write(event: CanonicalEvent): readonly string[] {
    if (event.type === "text") return this.#addText(event.text, []);
    if (event.type === "refusal") return this.#addRefusal(event.text);
    if (event.type === "citation") return this.#addCitation(event.value);
    return event.type === "logprobs" && Array.isArray(event.value) ? this.#addText("", event.value) : [];
  }

  close(incomplete: boolean): readonly string[] {
    const last = this.#closePart();
    this.#status = incomplete ? "incomplete" : "completed";
    const done = this.#place.emit("response.output_item.done", {
      output_index: this.#place.output,
      item: this.value(),
    });
    return [...last, done];
  }

  #emit(type: string, body: JsonObject): string {
    const { id, output, emit } = this.#place;
    return emit(type, { item_id: id, output_index: output, content_index: this.#parts.length - 1, ...body });
  }

  #startPart(part: TextPart | RefusalPart): readonly string[] {
    const before = this.#closePart();
    this.#parts.push(part);
    return [...before, this.#emit("response.content_part.added", { part: { ...part } })];
  }

  #closePart(): readonly string[] {
    const part = this.#parts.at(-1);
    if (!part) return [];
    const done =
      part.type === "refusal"
        ? this.#emit("response.refusal.done", { refusal: part.refusal })
        : this.#emit("response.output_text.done", { text: part.text, logprobs: part.logprobs });
    return [done, this.#emit("response.content_part.done", { part: { ...part } })];
  }

  #textPart(): { readonly part: TextPart; readonly frames: readonly string[] } {
    const last = this.#parts.at(-1);
    if (last?.type === "output_text") return { part: last, frames: [] };
    const part: TextPart = { type: "output_text", text: "", annotations: [], logprobs: [] };
    return { part, frames: this.#startPart(part) };
  }

  #addText(text: string, logprobs: readonly JsonValue[]): readonly string[] {
    const { part, frames } = this.#textPart();
    part.text += text;
    part.logprobs.push(...logprobs);
    return [...frames, this.#emit("response.output_text.delta", { delta: text, logprobs })];
  }

  #addCitation(citation: JsonObject): readonly string[] {
    const { part, frames } = this.#textPart();
    const annotation = { type: "url_citation", start_index: 0, end_index: 0, title: "", ...citation };
    part.annotations.push(annotation);
    const body = { annotation_index: part.annotations.length - 1, annotation };
    return [...frames, this.#emit("response.output_text.annotation.added", body)];
  }

  #addRefusal(text: string): readonly string[] {
    const last = this.#parts.at(-1);
    const part: RefusalPart = last?.type === "refusal" ? last : { type: "refusal", refusal: "" };
    const frames = last?.type === "refusal" ? [] : this.#startPart(part);
    part.refusal += text;
    return [...frames, this.#emit("response.refusal.delta", { delta: text })];
  }
}
