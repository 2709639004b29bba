import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";
import { openaiFormat } from "../reasoning-formats.ts";

type Events = readonly CanonicalEvent[];
type Call = { readonly index: number; hasInput: boolean };

const choice = 0;
const none: Events = [];

/** Reads output items, whole or in deltas. Calls are numbered 0, 1, 2 … whatever stands between them. */
export class ItemReader {
  /** The calls by their place in the output. */
  readonly #calls = new Map<number, Call>();
  /** Whether the reasoning item at hand has text already: its parts are paragraphs. */
  #reasoned = false;

  get calls(): number {
    return this.#calls.size;
  }

  read(data: JsonObject): Events {
    const { type, item, annotation, output_index: output } = data;
    if (type === "response.output_item.added" && isJsonObject(item)) return this.#startItem(item, Number(output));
    if (type === "response.output_item.done" && isJsonObject(item)) return this.#endItem(item, Number(output));
    if (type === "response.output_text.annotation.added") return annotationEvents(annotation);
    return this.#readDelta(data);
  }

  whole(item: JsonValue, output: number): Events {
    if (!isJsonObject(item)) return none;
    const { type, summary, content } = item;
    const texts = listOf(summary).length > 0 ? listOf(summary) : listOf(content);
    const started = this.#startItem(item, output);
    const reasoning = type === "reasoning" ? this.#addReasoning(texts.map(({ text }) => text).join("\n\n")) : none;
    const message = type === "message" ? listOf(content).flatMap(wholePart) : none;
    return [...started, ...reasoning, ...message, ...this.#endItem(item, output)];
  }

  #startItem({ type, call_id: id, name }: JsonObject, output: number): Events {
    if (type === "reasoning") this.#reasoned = false;
    if (type !== "function_call" && type !== "custom_tool_call") return none;
    const call = { index: this.#calls.size, hasInput: false };
    this.#calls.set(output, call);
    const start = {
      type: "tool_start",
      choice,
      index: call.index,
      id: String(id ?? ""),
      name: String(name ?? ""),
    } as const;
    return [type === "custom_tool_call" ? { ...start, custom: true } : start];
  }

  #readDelta({ type, delta, logprobs, output_index: output }: JsonObject): Events {
    switch (type) {
      case "response.output_text.delta":
        return [...textEvents("text", delta), ...logprobEvents(logprobs)];
      case "response.refusal.delta":
        return textEvents("refusal", delta);
      case "response.function_call_arguments.delta":
      case "response.custom_tool_call_input.delta":
        return this.#addInput(Number(output), delta);
      case "response.reasoning_summary_text.delta":
      case "response.reasoning_text.delta":
        return this.#addReasoning(delta);
      case "response.reasoning_summary_part.added":
        return this.#reasoned ? this.#addReasoning("\n\n") : none;
      default:
        return none;
    }
  }

  #addInput(output: number, text: JsonValue | undefined): Events {
    const call = this.#calls.get(output);
    if (!call || typeof text !== "string" || text === "") return none;
    call.hasInput = true;
    return [{ type: "tool_arguments", choice, index: call.index, text }];
  }

  #addReasoning(text: JsonValue | undefined): Events {
    if (typeof text !== "string" || text === "") return none;
    this.#reasoned = true;
    return [{ type: "reasoning", choice, text, format: openaiFormat }];
  }

  /** What only the whole item holds: encrypted reasoning, and input that came without deltas. */
  #endItem(item: JsonObject, output: number): Events {
    switch (item["type"]) {
      case "message":
        return none;
      case "function_call":
      case "custom_tool_call":
        return this.#calls.get(output)?.hasInput ? none : this.#addInput(output, item["arguments"] ?? item["input"]);
      case "reasoning":
        return encryptedEvents(item);
      default:
        return [{ type: "native", choice, dialect: "openai-responses", value: item }];
    }
  }
}

function encryptedEvents({ encrypted_content: data, id }: JsonObject): Events {
  if (typeof data !== "string" || data === "") return none;
  const own = typeof id === "string" ? { id } : {};
  return [{ type: "reasoning_redacted", choice, data, ...own, format: openaiFormat }];
}

function wholePart({ type, text, refusal, logprobs, annotations }: JsonObject): Events {
  if (type === "refusal") return textEvents("refusal", refusal);
  return [...textEvents("text", text), ...logprobEvents(logprobs), ...listOf(annotations).flatMap(annotationEvents)];
}

function textEvents(type: "text" | "refusal", text: JsonValue | undefined): Events {
  return typeof text === "string" && text !== "" ? [{ type, choice, text }] : none;
}

function logprobEvents(entries: JsonValue | undefined): Events {
  return Array.isArray(entries) && entries.length > 0 ? [{ type: "logprobs", choice, value: entries }] : none;
}

function annotationEvents(annotation: JsonValue | undefined): Events {
  if (!isJsonObject(annotation) || annotation["type"] !== "url_citation") return none;
  const { type, ...value } = annotation;
  return [{ type: "citation", choice, value }];
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
