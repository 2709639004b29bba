import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { GatewayError } from "../../errors.ts";
import type { SseEvent } from "../../streaming/sse.ts";
import type { CanonicalEvent, FinishReason } from "../canonical.ts";
import { compact } from "../compact.ts";
import type { ReplyReader } from "../dialect.ts";
import { parseEvent } from "../parse-event.ts";
import { hasCounts } from "../read-counts.ts";
import { errorInReply } from "../read-provider-error.ts";
import { ItemReader } from "./item-reader.ts";
import { readResponsesUsage } from "./usage.ts";

type Events = readonly CanonicalEvent[];

/** Reads a streamed response. */
export function openResponsesReader(): ReplyReader {
  return new ResponseReader();
}

class ResponseReader implements ReplyReader {
  readonly #items = new ItemReader();
  #started = false;
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
    return this.#ended ? [] : [{ type: "error", error: new GatewayError("upstream_stream_interrupted") }];
  }

  #readData(data: JsonObject): Events {
    const { response } = data;
    if (!isJsonObject(response)) return this.#items.read(data);
    switch (data["type"]) {
      case "response.completed":
      case "response.incomplete":
        this.#ended = true;
        return [...this.#start(response), ...readEnd(response, this.#items.calls)];
      case "response.failed":
      case "response.cancelled":
        this.#ended = true;
        return [...readUsage(response), { type: "error", error: failureOf(response) }];
      default:
        return this.#start(response);
    }
  }

  #start(response: JsonObject): Events {
    if (this.#started) return [];
    this.#started = true;
    return [startEvent(response)];
  }
}

/** Reads a whole response. One that runs in the background has nothing to tell yet and is complete as it is. */
export function readResponsesReply(body: JsonObject): Events {
  const error = errorInReply(body);
  if (error) throw error;
  const { output, status } = body;
  if (status === "failed" || status === "cancelled") throw failureOf(body);
  if (!Array.isArray(output)) {
    throw new GatewayError("upstream_invalid_response", { detail: "a response without output" });
  }
  const items = new ItemReader();
  const events = output.flatMap((item, index) => items.whole(item, index));
  return [startEvent(body), ...events, ...readEnd(body, items.calls)];
}

function startEvent({ id, model, created_at: created }: JsonObject): CanonicalEvent {
  return compact({
    type: "start" as const,
    id: typeof id === "string" ? id : undefined,
    model: typeof model === "string" ? model : undefined,
    createdSeconds: typeof created === "number" ? Math.floor(created) : undefined,
  });
}

function readEnd(response: JsonObject, calls: number): Events {
  const details = response["incomplete_details"];
  const cause = isJsonObject(details) && typeof details["reason"] === "string" ? details["reason"] : undefined;
  const native = cause ?? String(response["status"] ?? "completed");
  return [{ type: "finish", choice: 0, reason: reasonOf(native, calls), native }, ...readUsage(response)];
}

function readUsage({ usage, service_tier: tier }: JsonObject): Events {
  return hasCounts(usage, ["input_tokens", "output_tokens"])
    ? [{ type: "usage", usage: readResponsesUsage(usage, tier) }]
    : [];
}

function reasonOf(native: string, calls: number): FinishReason {
  if (native === "max_output_tokens" || native === "max_tokens") return "length";
  if (native === "content_filter") return "content_filter";
  return calls > 0 ? "tool_calls" : "stop";
}

function failureOf(response: JsonObject): GatewayError {
  return errorInReply({ type: "error", error: response["error"] ?? null }) ?? new GatewayError("upstream_error");
}
