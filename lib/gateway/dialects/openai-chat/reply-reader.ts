import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { GatewayError } from "../../errors.ts";
import type { Usage } from "../../metering/usage.ts";
import type { CanonicalEvent } from "../canonical.ts";
import type { DialectQuirks, ReplyReader } from "../dialect.ts";
import { parseEvent } from "../parse-event.ts";
import { hasCounts } from "../read-counts.ts";
import { errorInReply } from "../read-provider-error.ts";
import { type ChoiceReader, openChoice } from "./choice-reader.ts";
import { readChatUsage } from "./usage.ts";

type Events = readonly CanonicalEvent[];

/** Reads a streamed chat completion in all the variants that providers make of it. */
export function openChatReader(quirks: DialectQuirks = {}): ReplyReader {
  const reply = new ChatReply(quirks);
  let done = false;
  return {
    read: (event) => {
      if (done) return [];
      if (event.data !== "[DONE]") return reply.add(parseEvent(event), event.event);
      done = true;
      return reply.end();
    },
    finish: () => {
      if (done) return [];
      done = true;
      return reply.close();
    },
  };
}

/** Reads a whole chat completion through the same code: its messages are deltas that came at once. */
export function readChatReply(body: JsonObject, quirks: DialectQuirks = {}): Events {
  const error = errorInReply(body);
  if (error) throw error;
  const { choices } = body;
  if (!Array.isArray(choices) || choices.length === 0) {
    throw new GatewayError("upstream_invalid_response", { detail: "a chat reply without choices" });
  }
  const reply = new ChatReply(quirks);
  return [...reply.add(body), ...reply.end()];
}

class ChatReply {
  readonly #quirks: DialectQuirks;
  readonly #choices = new Map<number, ChoiceReader>();
  #started = false;
  #failed = false;
  /** A count that came before the reply was finished, and perhaps stays the only one. */
  #soFar: Usage | undefined;

  constructor(quirks: DialectQuirks) {
    this.#quirks = quirks;
  }

  add(chunk: JsonObject, eventName?: string): Events {
    const events: CanonicalEvent[] = [];
    if (!this.#started) this.#start(chunk, events);
    const { choices } = chunk;
    const error = errorInReply(chunk, eventName);
    if (Array.isArray(choices) && !error) {
      this.#readChoices(choices, events);
      if (choices.length === 0 && chunk["usage"]) events.push(...this.#finishes());
    }
    this.#failed = error !== undefined;
    this.#readUsage(chunk, events);
    if (error) events.push({ type: "error", error });
    return events;
  }

  /** The end mark came: a choice without a finish has ended all the same. */
  end(): Events {
    if (this.#failed) return [];
    const finishes = this.#finishes("stop");
    return this.#soFar ? [...finishes, { type: "usage", usage: this.#soFar }] : finishes;
  }

  /** The stream ended without its mark: complete when every choice has its finish, cut off otherwise. */
  close(): Events {
    if (this.#failed || this.#isComplete()) return this.end();
    return [{ type: "error", error: new GatewayError("upstream_stream_interrupted") }];
  }

  #start({ id, model, created }: JsonObject, events: CanonicalEvent[]): void {
    if (typeof id !== "string" || id === "") return;
    this.#started = true;
    const known = {
      ...(typeof model === "string" && { model }),
      ...(typeof created === "number" && { createdSeconds: created }),
    };
    events.push({ type: "start", id, ...known });
  }

  #readChoices(list: readonly JsonValue[], events: CanonicalEvent[]): void {
    for (let position = 0; position < list.length; position++) {
      const value = list[position];
      if (!isJsonObject(value)) continue;
      const index = typeof value["index"] === "number" ? value["index"] : position;
      let choice = this.#choices.get(index);
      if (!choice) {
        choice = openChoice(index);
        this.#choices.set(index, choice);
      }
      choice.read(value, events);
    }
  }

  /** Some providers count along with every delta: only what comes with the finish or behind it is the final count. */
  #readUsage(chunk: JsonObject, events: CanonicalEvent[]): void {
    const reported = usageIn(chunk);
    if (!hasCounts(reported, ["prompt_tokens", "completion_tokens", "total_tokens"])) return;
    const usage = readChatUsage(reported, this.#quirks, chunk["service_tier"]);
    const isFinal = this.#isComplete() || this.#failed;
    this.#soFar = isFinal ? undefined : usage;
    events.push({ type: isFinal ? "usage" : "usage_so_far", usage });
  }

  #isComplete(): boolean {
    if (this.#choices.size === 0) return false;
    for (const choice of this.#choices.values()) if (!choice.hasFinish()) return false;
    return true;
  }

  #finishes(assumed?: string): Events {
    return [...this.#choices.values()].flatMap((choice) => choice.finish(assumed));
  }
}

/** Groq also has it in a field of its own, Moonshot in the last choice. */
function usageIn({ usage, x_groq: groq, choices }: JsonObject): JsonValue | undefined {
  if (usage !== undefined && usage !== null) return usage;
  if (isJsonObject(groq)) return groq["usage"];
  const first = Array.isArray(choices) ? choices[0] : undefined;
  return isJsonObject(first) ? first["usage"] : undefined;
}
