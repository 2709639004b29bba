import type { ReplyWriter } from "../dialects/dialect.ts";
import type { GenerateJourney } from "./generate.ts";

/** Opens the writer of the caller's dialect for a reply that came in another one. */
export function openReplyWriter({ trace, call }: GenerateJourney, model: string): ReplyWriter {
  return call.inbound.openWriter({
    request: call.canonical,
    replyId: trace.requestId.slice("req_".length).toLowerCase(),
    createdSeconds: Math.floor(trace.createdAtMs / 1_000),
    model,
  });
}
