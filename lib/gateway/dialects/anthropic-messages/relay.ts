import type { SseEvent } from "../../streaming/sse.ts";
import type { CanonicalEvent } from "../canonical.ts";
import type { FrameRelay, RelayDialect } from "../dialect.ts";
import { writeFrame } from "../named-frame.ts";
import { parseEvent } from "../parse-event.ts";
import { writeFailFrames } from "./errors.ts";

/** The `message_delta` with the final usage and the end mark wait for the end: the metadata goes between them. */
function openMessagesRelay(): FrameRelay {
  let finalDelta: SseEvent | undefined;
  let stop: string | undefined;
  let ended = false;

  /** An earlier final event was not the last one after all: it goes on as it is. */
  function hold(event: SseEvent): string {
    const earlier = finalDelta?.raw ?? "";
    finalDelta = event;
    return earlier;
  }

  return {
    forward: (event, read) => {
      if (read.some(({ type }) => type === "error")) return "";
      if (isStop(event)) {
        stop = event.raw;
        return "";
      }
      return isFinal(read) ? hold(event) : event.raw;
    },
    end: (metadata) => {
      if (ended) return [];
      ended = true;
      const last =
        finalDelta && metadata
          ? writeFrame({ type: "message_delta", ...parseEvent(finalDelta), gateway: metadata })
          : finalDelta?.raw;
      return [...(last === undefined ? [] : [last]), stop ?? writeFrame({ type: "message_stop" })];
    },
    fail: writeFailFrames,
  };
}

/** Only `message_delta` brings a reason or the final usage. */
function isFinal(read: readonly CanonicalEvent[]): boolean {
  return read.some(({ type }) => type === "finish" || type === "usage");
}

function isStop(event: SseEvent): boolean {
  return event.event === "message_stop" || /^\{"type":\s*"message_stop"/.test(event.data);
}

/** For callers and providers that both speak Messages. */
export const messagesRelay: RelayDialect = {
  openRelay: openMessagesRelay,
  addMetadata: (body, metadata) => ({ ...body, gateway: metadata }),
};
