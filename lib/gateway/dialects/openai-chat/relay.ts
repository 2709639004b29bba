import type { JsonObject } from "#lib/core/json.ts";
import type { SseEvent } from "../../streaming/sse.ts";
import type { CanonicalEvent } from "../canonical.ts";
import type { FrameRelay, RelayDialect, RelayOptions } from "../dialect.ts";
import { parseEvent } from "../parse-event.ts";
import { writeFailFrames } from "./errors.ts";

const endMark = "data: [DONE]\n\n";

/** A chat frame that holds usage and nothing else; the frames with content prompt filters first have no usage. */
export function isUsageFrame(event: SseEvent, read: readonly CanonicalEvent[]): boolean {
  return read.some(({ type }) => type.startsWith("usage")) && /"choices"\s*:\s*(\[\s*\]|null)/.test(event.data);
}

/** The frame with `gateway` beside what it holds. */
export function addMetadataToFrame(event: SseEvent, metadata: JsonObject): string {
  return `data: ${JSON.stringify({ ...parseEvent(event), gateway: metadata })}\n\n`;
}

/** The usage frame and the end mark wait for the end: the cost in the metadata is known only then. */
function openChatRelay({ includeUsage }: RelayOptions): FrameRelay {
  let usageEvent: SseEvent | undefined;
  let lastEvent: SseEvent | undefined;
  let ended = false;

  function usageFrames(metadata: JsonObject | undefined): string[] {
    if (metadata) return [usageEvent ? addMetadataToFrame(usageEvent, metadata) : metadataFrame(lastEvent, metadata)];
    return usageEvent && includeUsage ? [usageEvent.raw] : [];
  }

  return {
    forward: (event, read) => {
      if (event.data === "[DONE]" || read.some(({ type }) => type === "error")) return "";
      lastEvent = event;
      if (!isUsageFrame(event, read)) return event.raw;
      usageEvent = event;
      return "";
    },
    end: (metadata) => {
      if (ended) return [];
      ended = true;
      return [...usageFrames(metadata), endMark];
    },
    fail: writeFailFrames,
  };
}

/** Some providers report usage with the last content: then the metadata gets a frame of its own, like the others. */
function metadataFrame(event: SseEvent | undefined, metadata: JsonObject): string {
  const { id = "", created = 0, model = "" } = event ? parseEvent(event) : {};
  return `data: ${JSON.stringify({ id, object: "chat.completion.chunk", created, model, choices: [], gateway: metadata })}\n\n`;
}

/** For callers and providers that both speak chat. */
export const chatRelay: RelayDialect = {
  openRelay: openChatRelay,
  addMetadata: (body, metadata) => ({ ...body, gateway: metadata }),
};
