import type { JsonObject } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";
import type { ReplyContext } from "../dialect.ts";
import {
  anthropicFormat,
  googleFormat,
  openaiFormat,
  type Proof,
  packProof,
  unknownFormat,
} from "../reasoning-formats.ts";
import { toolCallId } from "../tool-call-id.ts";
import { wantsReasoning } from "../wants-reasoning.ts";
import { openCallItem } from "./call-item.ts";
import type { Emit, Item, ItemPlace } from "./item.ts";
import { openMessageItem } from "./message-item.ts";
import { openReasoningItem } from "./reasoning-item.ts";
import { ownReasoningPrefix } from "./relay-request.ts";

type ChoiceEvent = Extract<CanonicalEvent, { readonly choice: number }>;
type EventOf<Type extends ChoiceEvent["type"]> = Extract<ChoiceEvent, { readonly type: Type }>;
type Frames = readonly string[];
type MakeItem = (place: ItemPlace) => Item;

const none: Frames = [];
const prefixes = { message: "msg_", reasoning: ownReasoningPrefix, call: "fc_" } as const;

/** Writes output items one behind the other and keeps them for the end. */
export class ItemWriter {
  readonly #replyId: string;
  readonly #reasons: boolean;
  readonly #emit: Emit;
  readonly #items: Item[] = [];
  readonly #calls = new Map<number, Item>();
  #open: { readonly kind: keyof typeof prefixes; readonly item: Item } | undefined;

  constructor({ request, replyId }: ReplyContext, emit: Emit) {
    this.#replyId = replyId;
    this.#reasons = wantsReasoning(request);
    this.#emit = emit;
  }

  write(event: ChoiceEvent): Frames {
    switch (event.type) {
      case "text":
      case "refusal":
      case "logprobs":
      case "citation":
        return this.#append("message", openMessageItem, event);
      case "reasoning":
        return this.#reasons ? this.#append("reasoning", openReasoningItem, event) : none;
      case "reasoning_signature":
        return this.#sign(event);
      case "reasoning_redacted":
        return this.#redact(event);
      case "tool_start":
        return this.#startCall(event);
      case "tool_arguments":
        return this.#calls.get(event.index)?.write(event) ?? none;
      default:
        return none;
    }
  }

  close(incomplete = false): Frames {
    const frames = this.#open?.item.close(incomplete) ?? none;
    this.#open = undefined;
    return frames;
  }

  output(): readonly JsonObject[] {
    return this.#items.map((item) => item.value());
  }

  #start(kind: keyof typeof prefixes, make: MakeItem): { readonly item: Item; readonly frames: Frames } {
    const before = this.close();
    const output = this.#items.length;
    const item = make({ id: `${prefixes[kind]}${this.#replyId}_${output}`, output, emit: this.#emit });
    this.#items.push(item);
    this.#open = { kind, item };
    return { item, frames: [...before, ...item.start()] };
  }

  #append(kind: "message" | "reasoning", make: MakeItem, event: ChoiceEvent): Frames {
    if (this.#open?.kind === kind) return this.#open.item.write(event);
    const { item, frames } = this.#start(kind, make);
    return [...frames, ...item.write(event)];
  }

  /** A signature closes an item of reasoning. Another maker's, without an open one, signs nothing that was shown. */
  #sign({ signature, format = unknownFormat }: EventOf<"reasoning_signature">): Frames {
    if (this.#open?.kind !== "reasoning" && format !== anthropicFormat) return none;
    return this.#prove({ kind: "signature", format, data: signature });
  }

  /** OpenAI's own encrypted reasoning belongs to the summary before it; others' is a block of its own. */
  #redact({ data, id, format = unknownFormat }: EventOf<"reasoning_redacted">): Frames {
    const before = format === openaiFormat ? none : this.close();
    return [...before, ...this.#prove({ kind: "redacted", format, data, id })];
  }

  #prove(proof: Proof): Frames {
    if (!this.#reasons) return none;
    const packed = packProof(proof, openaiFormat);
    const frames = this.#append("reasoning", openReasoningItem, {
      type: "reasoning_redacted",
      choice: 0,
      data: packed,
    });
    return [...frames, ...this.close()];
  }

  /** The signature of a call travels in an item before it (read-input.ts). */
  #startCall(event: EventOf<"tool_start">): Frames {
    const { index, name, custom = false, signature } = event;
    const callId = toolCallId(event.id, this.#replyId, { choice: 0, index });
    const proof = { type: "reasoning_redacted", choice: 0, data: signature ?? "", format: googleFormat } as const;
    const signed = signature === undefined ? none : this.#redact(proof);
    const { item, frames } = this.#start("call", (place) => openCallItem(place, { callId, name, custom }));
    this.#calls.set(index, item);
    return [...signed, ...frames];
  }
}
