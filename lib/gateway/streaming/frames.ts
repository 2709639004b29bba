import type { JsonObject } from "#lib/core/json.ts";
import type { FrameRelay, ReplyWriter } from "../dialects/dialect.ts";
import type { GatewayError } from "../errors.ts";
import type { Piece } from "./pieces.ts";

/** What becomes of an upstream stream on its way to the caller: its own frames, or translated ones. */
export type Frames = {
  readonly forward: (piece: Piece) => string;
  readonly end: (metadata?: JsonObject) => string;
  readonly fail: (error: GatewayError) => string;
};

export function relayedFrames(relay: FrameRelay): Frames {
  return {
    forward: ({ event, events }) => (event ? relay.forward(event, events) : ""),
    end: (metadata) => relay.end(metadata).join(""),
    fail: (error) => relay.fail(error).join(""),
  };
}

export function translatedFrames(writer: ReplyWriter): Frames {
  return {
    forward: ({ events }) => events.map((event) => writer.write(event).join("")).join(""),
    end: (metadata) => writer.end(metadata).join(""),
    fail: (error) => writer.fail(error).join(""),
  };
}

/** The error that a piece holds, if it ends the stream. */
export function failureOf(piece: Piece): GatewayError | undefined {
  for (const event of piece.events) {
    if (event.type === "error") return event.error;
  }
  return undefined;
}
