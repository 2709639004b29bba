import type { CanonicalEvent } from "../dialects/canonical.ts";
import type { Piece, PieceStream } from "../streaming/pieces.ts";

/**
 * The streams of several calls as one, each piece as soon as it is there. Ends with the last of them; the first
 * failure ends all.
 */
export async function* mergePieces(streams: readonly PieceStream[]): PieceStream {
  const waiting = new Map(streams.map((stream) => [stream, next(stream)]));
  try {
    while (waiting.size > 0) {
      const { stream, result } = await Promise.race(waiting.values());
      if (result.done) {
        waiting.delete(stream);
        continue;
      }
      waiting.set(stream, next(stream));
      yield result.value;
    }
  } finally {
    // A call that still awaits its first token ends with the request's own signal; nobody waits for it here.
    for (const [stream, pending] of waiting) {
      pending.catch(() => undefined);
      stream.return().catch(() => undefined);
    }
  }
}

async function next(stream: PieceStream) {
  return { stream, result: await stream.next() };
}

/** The events of one call as those of the caller's request: its choices are others, and its usage only a part. */
export function asPartOf(events: readonly CanonicalEvent[], firstChoice: number): readonly CanonicalEvent[] {
  return events.flatMap((event): readonly CanonicalEvent[] => {
    if (event.type === "start" || event.type === "usage" || event.type === "usage_so_far") return [];
    return "choice" in event ? [{ ...event, choice: event.choice + firstChoice }] : [event];
  });
}

/** Pieces lose the provider's own text of the event: it speaks of one call only. */
export function partOfPieces(pieces: readonly Piece[], firstChoice: number): readonly Piece[] {
  return pieces.map(({ events }) => ({ events: asPartOf(events, firstChoice) }));
}
