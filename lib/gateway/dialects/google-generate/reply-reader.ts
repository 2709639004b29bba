import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { GatewayError } from "../../errors.ts";
import type { SseEvent } from "../../streaming/sse.ts";
import type { CanonicalEvent } from "../canonical.ts";
import { compact } from "../compact.ts";
import type { ReplyReader } from "../dialect.ts";
import { parseEvent } from "../parse-event.ts";
import { hasCounts } from "../read-counts.ts";
import { errorInReply } from "../read-provider-error.ts";
import { CandidateReader } from "./candidate-reader.ts";
import { readGoogleUsage } from "./usage.ts";

type Events = readonly CanonicalEvent[];

/** Reads a streamed reply: every event is a piece of the whole. */
export function openGoogleReader(): ReplyReader {
  const reply = new GoogleReply();
  return {
    read: (event) => reply.add(parseEvent(unwrapped(event))),
    finish: () => (reply.isComplete ? [] : [{ type: "error", error: new GatewayError("upstream_stream_interrupted") }]),
  };
}

/** Errors may come in a list of one, as the format without events writes them. */
function unwrapped(event: SseEvent): SseEvent {
  const data = event.data.trim();
  return data.startsWith("[") && data.endsWith("]") ? { ...event, data: data.slice(1, -1) } : event;
}

/** Reads a whole reply, which is the only piece of its own stream. */
export function readGoogleReply(body: JsonObject): Events {
  const reply = new GoogleReply();
  const events = reply.add(body);
  for (const event of events) if (event.type === "error") throw event.error;
  if (reply.isComplete) return events;
  throw new GatewayError("upstream_invalid_response", { detail: "a reply without finished candidates" });
}

class GoogleReply {
  readonly #candidates = new Map<number, CandidateReader>();
  #started = false;
  #failed = false;
  #blocked = false;

  get isComplete(): boolean {
    if (this.#failed || this.#blocked) return true;
    const all = [...this.#candidates.values()];
    return all.length > 0 && all.every((candidate) => candidate.isFinished);
  }

  add(chunk: JsonObject): Events {
    if (this.#failed) return [];
    const error = errorInReply(chunk);
    const events = [
      ...this.#start(chunk),
      ...this.#readCandidates(chunk["candidates"]),
      ...this.#readBlock(chunk["promptFeedback"]),
      ...this.#readUsage(chunk),
    ];
    this.#failed = error !== undefined || events.some(({ type }) => type === "error");
    return error ? [...events, { type: "error", error }] : events;
  }

  #start({ responseId, modelVersion }: JsonObject): Events {
    if (this.#started) return [];
    this.#started = true;
    const id = typeof responseId === "string" ? responseId : undefined;
    const model = typeof modelVersion === "string" ? modelVersion : undefined;
    return [compact({ type: "start" as const, id, model })];
  }

  #readCandidates(list: JsonValue | undefined): Events {
    if (!Array.isArray(list)) return [];
    return list.flatMap((value: JsonValue, position) => {
      if (!isJsonObject(value)) return [];
      const index = typeof value["index"] === "number" ? value["index"] : position;
      const candidate = this.#candidates.get(index) ?? new CandidateReader(index);
      this.#candidates.set(index, candidate);
      return candidate.read(value);
    });
  }

  /** A prompt that was blocked has no candidates: it is an answer that was filtered before its first word. */
  #readBlock(feedback: JsonValue | undefined): Events {
    if (!isJsonObject(feedback) || this.#candidates.size > 0 || this.#blocked) return [];
    const { blockReason: native, blockReasonMessage: text } = feedback;
    if (typeof native !== "string") return [];
    this.#blocked = true;
    const finish = { type: "finish", choice: 0, reason: "content_filter", native } as const;
    return typeof text === "string" ? [{ type: "refusal", choice: 0, text }, finish] : [finish];
  }

  /** Every piece counts all that came so far. */
  #readUsage({ usageMetadata, serviceTier }: JsonObject): Events {
    if (!hasCounts(usageMetadata, ["promptTokenCount", "candidatesTokenCount", "thoughtsTokenCount"])) return [];
    return [{ type: this.isComplete ? "usage" : "usage_so_far", usage: readGoogleUsage(usageMetadata, serviceTier) }];
  }
}
