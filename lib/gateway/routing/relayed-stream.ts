import { parseEvent } from "../dialects/parse-event.ts";
import { errorInReply } from "../dialects/read-provider-error.ts";
import { GatewayError } from "../errors.ts";
import type { UpstreamReply } from "../ports.ts";
import { openSseReader } from "../streaming/sse.ts";
import { contentTypeOf, isEventStream, refuseHtml } from "./read-reply.ts";

/** A reply that goes on as it comes: sound, a text, or a stream of events. */
export type RelayedStream = {
  readonly kind: "stream";
  readonly contentType: string;
  /** Server-sent events; otherwise sound. */
  readonly isEvents: boolean;
  /** The provider's bytes; ends the call when it is left early. Throws `GatewayError` when they break off. */
  readonly chunks: AsyncGenerator<Uint8Array, void, void>;
};

/** Waits for the first bytes, so that a failure before them can move on to the next target. */
export async function openRelayedStream(reply: UpstreamReply): Promise<RelayedStream> {
  refuseHtml(reply);
  const iterator = reply.body[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) {
    throw new GatewayError("upstream_invalid_response", { upstreamStatus: reply.status, detail: "the reply is empty" });
  }
  const isEvents = isEventStream(reply);
  if (isEvents) refuseFailure(reply, first.value);
  return {
    kind: "stream",
    contentType: contentTypeOf(reply) || "application/octet-stream",
    isEvents,
    chunks: chunksOf(reply, first.value, iterator),
  };
}

async function* chunksOf(
  reply: UpstreamReply,
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    reply.cancel();
  }
}

/** An error that comes first is no reply that has begun. */
function refuseFailure(reply: UpstreamReply, first: Uint8Array): void {
  const [event] = openSseReader().push(first);
  const failure = event?.data.startsWith("{") ? errorInReply(parseEvent(event), event.event) : undefined;
  if (!failure) return;
  reply.cancel();
  throw failure;
}
