import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";
import { jsonAnswerTool } from "../json-answer.ts";
import { anthropicFormat } from "../reasoning-formats.ts";
import { readCitation } from "./citations.ts";

type Events = readonly CanonicalEvent[];
type Block =
  | { readonly kind: "call"; readonly call: number; readonly input: JsonValue | undefined; hasInput: boolean }
  | { readonly kind: "answer"; readonly input: JsonValue | undefined; hasInput: boolean };

const choice = 0;
const none: Events = [];
const format = anthropicFormat;

/** Reads content blocks, whole or in deltas. Client tools are numbered 0, 1, 2 …, whatever stands between them. */
export class BlockReader {
  /** The blocks with an input, by their place in the message. */
  readonly #blocks = new Map<number, Block>();
  #calls = 0;

  get calls(): number {
    return this.#calls;
  }

  start({ content_block: block, index }: JsonObject): Events {
    return isJsonObject(block) ? this.#startBlock(block, Number(index)) : none;
  }

  delta({ delta, index }: JsonObject): Events {
    if (!isJsonObject(delta)) return none;
    switch (delta["type"]) {
      case "text_delta":
        return textEvent("text", delta["text"]);
      case "thinking_delta":
        return textEvent("reasoning", delta["thinking"]);
      case "signature_delta":
        return signatureEvent(delta["signature"]);
      case "input_json_delta":
        return this.#addInput(Number(index), String(delta["partial_json"] ?? ""));
      case "citations_delta":
        return readCitation(delta["citation"]);
      default:
        return none;
    }
  }

  /** The input may stand in the start of the block, and is an empty object when it never came. */
  stop({ index }: JsonObject): Events {
    const block = this.#blocks.get(Number(index));
    if (!block || block.hasInput) return none;
    return this.#addInput(Number(index), JSON.stringify(isJsonObject(block.input) ? block.input : {}));
  }

  whole(block: JsonValue, index: number): Events {
    if (!isJsonObject(block)) return none;
    const { signature, citations } = block;
    const cited = Array.isArray(citations) ? citations.flatMap(readCitation) : none;
    return [...this.#startBlock(block, index), ...signatureEvent(signature), ...this.stop({ index }), ...cited];
  }

  #startBlock(block: JsonObject, index: number): Events {
    const { type, text, thinking, data } = block;
    switch (type) {
      case "text":
        return textEvent("text", text);
      case "thinking":
        return textEvent("reasoning", thinking);
      case "redacted_thinking":
        return typeof data === "string" ? [{ type: "reasoning_redacted", choice, data, format }] : none;
      case "tool_use":
        return this.#startCall(block, index);
      default:
        return [{ type: "native", choice, dialect: "anthropic-messages", value: block }];
    }
  }

  /** A call of the tool that stands for a JSON answer is that answer's text. */
  #startCall({ id, name, input }: JsonObject, index: number): Events {
    if (name === jsonAnswerTool) {
      this.#blocks.set(index, { kind: "answer", input, hasInput: false });
      return none;
    }
    const call = this.#calls++;
    this.#blocks.set(index, { kind: "call", call, input, hasInput: false });
    return [{ type: "tool_start", choice, index: call, id: String(id ?? ""), name: String(name ?? "") }];
  }

  #addInput(index: number, text: string): Events {
    const block = this.#blocks.get(index);
    if (!block || text === "") return none;
    block.hasInput = true;
    if (block.kind === "answer") return [{ type: "text", choice, text }];
    return [{ type: "tool_arguments", choice, index: block.call, text }];
  }
}

function textEvent(type: "text" | "reasoning", text: JsonValue | undefined): Events {
  if (typeof text !== "string" || text === "") return none;
  return type === "text" ? [{ type, choice, text }] : [{ type, choice, text, format }];
}

function signatureEvent(signature: JsonValue | undefined): Events {
  if (typeof signature !== "string" || signature === "") return none;
  return [{ type: "reasoning_signature", choice, signature, format }];
}
