import type { JsonObject } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";
import type { ReplyContext } from "../dialect.ts";
import { writeFrame } from "../named-frame.ts";
import { anthropicFormat, googleFormat, packProof, unknownFormat } from "../reasoning-formats.ts";
import { toolCallId } from "../tool-call-id.ts";
import { wantsReasoning } from "../wants-reasoning.ts";
import { writeCitation } from "./citations.ts";

type ChoiceEvent = Extract<CanonicalEvent, { readonly choice: number }>;
type EventOf<Type extends ChoiceEvent["type"]> = Extract<ChoiceEvent, { readonly type: Type }>;
type Block = { readonly kind: "text" | "thinking" | "tool"; readonly index: number; empty: boolean };
type Frames = readonly string[];

const none: Frames = [];

/** Writes content blocks one behind the other; a block's index is its place in the message. */
export class BlockWriter {
  readonly #replyId: string;
  readonly #reasons: boolean;
  /** The block of each tool call by the call's number, for arguments that come late. */
  readonly #calls = new Map<number, Block>();
  #open: Block | undefined;
  #count = 0;

  constructor({ request, replyId }: ReplyContext) {
    this.#replyId = replyId;
    this.#reasons = wantsReasoning(request);
  }

  get calls(): number {
    return this.#calls.size;
  }

  write(event: ChoiceEvent): Frames {
    switch (event.type) {
      case "text":
      case "refusal":
        return this.#append("text", { type: "text", text: "" }, { type: "text_delta", text: event.text });
      case "reasoning":
        return this.#reasons ? this.#think({ type: "thinking_delta", thinking: event.text }) : none;
      case "reasoning_signature":
        return this.#reasons ? this.#sign(event) : none;
      case "reasoning_redacted":
        return this.#reasons ? this.#redact(event) : none;
      case "tool_start":
        return this.#startCall(event);
      case "tool_arguments":
        return this.#addArguments(event);
      case "citation":
        return this.#cite(event.value);
      default:
        return none;
    }
  }

  close(): Frames {
    const block = this.#open;
    if (!block) return none;
    this.#open = undefined;
    const stop = writeFrame({ type: "content_block_stop", index: block.index });
    // Clients that parse the pieces of an input want at least an empty object.
    if (block.kind !== "tool" || !block.empty) return [stop];
    return [this.#delta(block, { type: "input_json_delta", partial_json: "{}" }), stop];
  }

  #start(kind: Block["kind"], content: JsonObject): { readonly block: Block; readonly frames: Frames } {
    const before = this.close();
    const block: Block = { kind, index: this.#count++, empty: true };
    this.#open = block;
    const start = writeFrame({ type: "content_block_start", index: block.index, content_block: content });
    return { block, frames: [...before, start] };
  }

  #delta({ index }: Block, delta: JsonObject): string {
    return writeFrame({ type: "content_block_delta", index, delta });
  }

  #append(kind: "text" | "thinking", content: JsonObject, delta: JsonObject): Frames {
    if (this.#open?.kind === kind) return [this.#delta(this.#open, delta)];
    const { block, frames } = this.#start(kind, content);
    return [...frames, this.#delta(block, delta)];
  }

  #think(delta: JsonObject): Frames {
    return this.#append("thinking", { type: "thinking", thinking: "", signature: "" }, delta);
  }

  #sign({ signature, format = unknownFormat }: EventOf<"reasoning_signature">): Frames {
    // Another maker may sign a text without showing any thoughts; there is no block for that here.
    if (this.#open?.kind !== "thinking" && format !== anthropicFormat) return none;
    const packed = packProof({ kind: "signature", format, data: signature }, anthropicFormat);
    return [...this.#think({ type: "signature_delta", signature: packed }), ...this.close()];
  }

  #redact({ data, id, format = unknownFormat }: Omit<EventOf<"reasoning_redacted">, "type" | "choice">): Frames {
    const packed = packProof({ kind: "redacted", format, data, id }, anthropicFormat);
    return [...this.#start("thinking", { type: "redacted_thinking", data: packed }).frames, ...this.close()];
  }

  /** The signature of a call travels in the block before it, the only one that clients send back unread. */
  #startCall({ index, id: given, name, signature }: EventOf<"tool_start">): Frames {
    const signed =
      this.#reasons && signature !== undefined ? this.#redact({ data: signature, format: googleFormat }) : none;
    const id = toolCallId(given, this.#replyId, { choice: 0, index });
    const { block, frames } = this.#start("tool", { type: "tool_use", id, name, input: {} });
    this.#calls.set(index, block);
    return [...signed, ...frames];
  }

  #addArguments({ index, text }: EventOf<"tool_arguments">): Frames {
    const block = this.#calls.get(index);
    if (!block) return none;
    block.empty = false;
    return [this.#delta(block, { type: "input_json_delta", partial_json: text })];
  }

  #cite(citation: JsonObject): Frames {
    if (this.#open?.kind !== "text") return none;
    return [this.#delta(this.#open, { type: "citations_delta", citation: writeCitation(citation) })];
  }
}
