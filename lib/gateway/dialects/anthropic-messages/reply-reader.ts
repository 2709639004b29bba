import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { GatewayError } from "../../errors.ts";
import type { SseEvent } from "../../streaming/sse.ts";
import type { CanonicalEvent } from "../canonical.ts";
import { compact } from "../compact.ts";
import type { ReplyReader } from "../dialect.ts";
import { parseEvent } from "../parse-event.ts";
import { hasCounts } from "../read-counts.ts";
import { errorInReply } from "../read-provider-error.ts";
import { BlockReader } from "./block-reader.ts";
import { readFinish } from "./finish.ts";
import { mergeUsage, readMessagesUsage } from "./usage.ts";

type Events = readonly CanonicalEvent[];

/** Reads a streamed message. */
export function openMessagesReader(): ReplyReader {
  return new MessageReader();
}

class MessageReader implements ReplyReader {
  readonly #blocks = new BlockReader();
  #usage: JsonObject = {};
  #finished = false;
  #ended = false;

  read(event: SseEvent): Events {
    if (this.#ended) return [];
    const data = parseEvent(event);
    const error = errorInReply(data, event.event);
    if (!error) return this.#readData(data);
    this.#ended = true;
    return [{ type: "error", error }];
  }

  finish(): Events {
    if (this.#ended || this.#finished) return [];
    return [{ type: "error", error: new GatewayError("upstream_stream_interrupted") }];
  }

  #readData(data: JsonObject): Events {
    switch (data["type"]) {
      case "message_start":
        return isJsonObject(data["message"]) ? this.#start(data["message"]) : [];
      case "content_block_start":
        return this.#blocks.start(data);
      case "content_block_delta":
        return this.#blocks.delta(data);
      case "content_block_stop":
        return this.#blocks.stop(data);
      case "message_delta":
        return this.#finish(data);
      case "message_stop":
        this.#ended = true;
        return this.#finished ? [] : this.#finish({ delta: { stop_reason: "end_turn" } });
      default:
        return [];
    }
  }

  #start(message: JsonObject): Events {
    return [startEvent(message), ...this.#count(message["usage"])];
  }

  /** The reason and the final count come together; the count is cumulative and corrects the first one. */
  #finish({ delta, usage = {} }: JsonObject): Events {
    const events = isJsonObject(delta) && !this.#finished ? readFinish(delta, this.#blocks.calls) : [];
    if (events.length > 0) this.#finished = true;
    return [...events, ...this.#count(usage)];
  }

  #count(reported: JsonObject[string] | undefined): Events {
    if (isJsonObject(reported)) this.#usage = mergeUsage(this.#usage, reported);
    if (!hasCounts(this.#usage, countNames)) return [];
    return [{ type: this.#finished ? "usage" : "usage_so_far", usage: readMessagesUsage(this.#usage) }];
  }
}

const countNames = ["input_tokens", "output_tokens"];

/** Reads a whole message: its blocks as they would have come in a stream. */
export function readMessagesReply(body: JsonObject): Events {
  const error = errorInReply(body);
  if (error) throw error;
  const { content, usage } = body;
  if (!Array.isArray(content)) {
    throw new GatewayError("upstream_invalid_response", { detail: "a message without content" });
  }
  const blocks = new BlockReader();
  const events = content.flatMap((block, index) => blocks.whole(block, index));
  const finish = readFinish({ ...body, stop_reason: body["stop_reason"] ?? "end_turn" }, blocks.calls);
  const counted = hasCounts(usage, countNames) ? [{ type: "usage" as const, usage: readMessagesUsage(usage) }] : [];
  return [startEvent(body), ...events, ...finish, ...counted];
}

function startEvent({ id, model }: JsonObject): CanonicalEvent {
  return compact({
    type: "start" as const,
    id: typeof id === "string" ? id : undefined,
    model: typeof model === "string" ? model : undefined,
  });
}
