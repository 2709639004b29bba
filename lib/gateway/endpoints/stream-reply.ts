import type { CanonicalEvent } from "../dialects/canonical.ts";
import { asGatewayError, GatewayError } from "../errors.ts";
import { type Served, settle } from "../metering/trace.ts";
import type { GatewayPorts } from "../ports.ts";
import type { Committed } from "../routing/attempt.ts";
import { type Frames, failureOf, relayedFrames, translatedFrames } from "../streaming/frames.ts";
import type { PieceStream } from "../streaming/pieces.ts";
import type { GenerateJourney } from "./generate.ts";
import { replyMetadata } from "./reply-metadata.ts";
import { openReplyWriter } from "./reply-writer.ts";
import { servedBy } from "./served.ts";

type StreamFacts = { readonly committed: Committed; readonly overheadMs: number };

/**
 * The frames of a reply that has begun. It is settled exactly once, before the last frame: by the provider's usage
 * when it came to its end, by what was measured when it was cut off or the caller left.
 */
export async function* streamReply(
  ports: GatewayPorts,
  journey: GenerateJourney,
  facts: StreamFacts,
): AsyncGenerator<string, void, void> {
  const { committed, overheadMs } = facts;
  const frames = openFrames(ports, journey, committed);
  const serve = (end: "complete" | "cut" | "disconnect") => servedBy(ports, journey, { committed, end, overheadMs });
  try {
    yield* contentFrames(committed, frames);
    const served = serve("complete");
    const estimated = committed.tally.usage() ? "" : frames.forward({ events: [usageEvent(served)] });
    if (estimated !== "") yield estimated;
    const metadata = journey.call.options.includeMetadata
      ? replyMetadata(journey, served, ports.clock.monotonicMs())
      : undefined;
    const last = frames.end(metadata);
    await settle(ports, journey.trace, { kind: "served", status: "success", served });
    yield last;
  } catch (cause) {
    const error = asGatewayError(cause);
    if (error.code === "caller_gone") return;
    await settle(ports, journey.trace, { kind: "served", status: "error", served: serve("cut"), error });
    yield frames.fail(error);
  } finally {
    if (!journey.trace.settled)
      await settle(ports, journey.trace, { kind: "served", status: "cancelled", served: serve("disconnect") });
  }
}

/** A caller who asked for usage gets our estimate where the provider reported none. */
function usageEvent({ priced }: Served): CanonicalEvent {
  return { type: "usage", usage: { counts: priced.usage } };
}

/** A caller left while the first token was awaited: ends the attempt, and settles whatever it came to. */
export function abandonStream(ports: GatewayPorts, journey: GenerateJourney, pending: Promise<Committed>): void {
  const { trace } = journey;
  const ended = pending.then(
    async (committed) => {
      if (committed.reply.kind === "stream") await committed.reply.pieces.return();
      const served = servedBy(ports, journey, { committed, end: "disconnect", overheadMs: 0 });
      await settle(ports, trace, { kind: "served", status: "cancelled", served });
    },
    () => settle(ports, trace, { kind: "refused", error: new GatewayError("caller_gone") }),
  );
  ended.catch((cause: unknown) =>
    ports.log.error("settle_failed", { requestId: trace.requestId, cause: String(cause) }),
  );
}

async function* contentFrames(committed: Committed, frames: Frames): AsyncGenerator<string, void, void> {
  for await (const pieces of piecesOf(committed)) {
    let text = "";
    for (const piece of pieces) {
      const failure = failureOf(piece);
      if (failure) {
        if (text !== "") yield text;
        throw failure;
      }
      text += frames.forward(piece);
    }
    if (text !== "") yield text;
  }
}

/** A provider may answer a request for a stream with a whole reply: then its events are written as a stream. */
async function* piecesOf({ reply }: Committed): PieceStream {
  if (reply.kind === "stream") yield* reply.pieces;
  else yield [{ events: reply.events }];
}

function openFrames(ports: GatewayPorts, journey: GenerateJourney, committed: Committed): Frames {
  const { relay } = journey.call.dialect;
  if (committed.relayed && relay && committed.reply.kind === "stream") {
    const { includeUsage } = journey.call.canonical;
    return relayedFrames(relay.openRelay({ includeUsage }));
  }
  return translatedFrames(openReplyWriter(ports, journey, committed.target.model));
}
