import type { CanonicalEvent } from "../dialects/canonical.ts";
import type { ReplyReader } from "../dialects/dialect.ts";
import type { Tally } from "../metering/tally.ts";
import type { UpstreamReply } from "../ports.ts";
import { openSseReader, type SseEvent } from "./sse.ts";

/** One event of an upstream stream with what its reader made of it; the end of the stream has no event. */
export type Piece = { readonly event?: SseEvent; readonly events: readonly CanonicalEvent[] };

/** The pieces that arrived together, in order. */
export type PieceStream = AsyncGenerator<readonly Piece[], void, void>;

/** Reads an upstream stream to its end, counting on the way. Throws when it breaks off or cannot be read. */
export async function* readPieces(reply: UpstreamReply, reader: ReplyReader, tally: Tally): PieceStream {
  const sse = openSseReader();
  const toPiece = (event: SseEvent): Piece => counted({ event, events: reader.read(event) }, tally);
  try {
    for await (const chunk of reply.body) {
      const pieces = sse.push(chunk).map(toPiece);
      if (pieces.length > 0) yield pieces;
    }
    const last = sse.end().map(toPiece);
    const events = reader.finish();
    yield events.length > 0 ? [...last, counted({ events }, tally)] : last;
  } finally {
    reply.cancel();
  }
}

function counted(piece: Piece, tally: Tally): Piece {
  for (const event of piece.events) tally.add(event);
  return piece;
}
