import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { SseEvent } from "../../streaming/sse.ts";
import type { FrameRelay, RelayDialect } from "../dialect.ts";
import { writeFrame } from "../named-frame.ts";
import { parseEvent } from "../parse-event.ts";
import { writeFailFrames } from "./errors.ts";

/** The event that completes the response waits for the end; there is no other end mark. */
function openResponsesRelay(): FrameRelay {
  let first: SseEvent | undefined;
  let last: SseEvent | undefined;
  let final: SseEvent | undefined;
  let ended = false;
  return {
    forward: (event, read) => {
      if (read.some(({ type }) => type === "error")) return "";
      first ??= event;
      last = event;
      if (!read.some(({ type }) => type === "finish")) return event.raw;
      final = event;
      return "";
    },
    end: (metadata) => {
      if (ended || !final) return [];
      ended = true;
      return [metadata ? withMetadata(parseEvent(final), metadata) : final.raw];
    },
    fail: (error) => {
      const started = first ? parseEvent(first)["response"] : undefined;
      const number = last ? parseEvent(last)["sequence_number"] : undefined;
      return writeFailFrames(error, isJsonObject(started) ? started : {}, typeof number === "number" ? number + 1 : 0);
    },
  };
}

/** In the response, where the whole reply has it, and beside it as in the other formats. */
function withMetadata(event: JsonObject, metadata: JsonObject): string {
  const response = isJsonObject(event["response"]) ? event["response"] : {};
  return writeFrame({
    ...event,
    type: String(event["type"]),
    response: { ...response, gateway: metadata },
    gateway: metadata,
  });
}

/** For callers and providers that both speak Responses. */
export const responsesRelay: RelayDialect = {
  openRelay: openResponsesRelay,
  addMetadata: (body, metadata) => ({ ...body, gateway: metadata }),
};
