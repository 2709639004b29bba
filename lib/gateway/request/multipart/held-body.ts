import { invariant } from "#lib/core/invariant.ts";

/** Bytes to stand in the place of others. */
export type Edit = { readonly start: number; readonly end: number; readonly bytes: Uint8Array };

/**
 * A body that is sent on while it comes. Its beginning is kept, so that another provider can be asked; once more than
 * the kept bytes were sent, what was sent is let go and the body cannot be sent again.
 */
export type HeldBody = {
  /** Takes in one more piece; `false` at the end. Throws what the caller's connection or the form itself throws. */
  readonly pull: () => Promise<boolean>;
  readonly receivedBytes: () => number;
  /** What is held of a range; shorter where it has not come yet. */
  readonly slice: (start: number, end: number) => Uint8Array;
  /** Whether it can be sent from its first byte. */
  readonly isWhole: () => boolean;
  /** Sends it from its first byte, with the edits in their order; whoever was sending it before stops. */
  readonly open: (edits: readonly Edit[]) => AsyncGenerator<Uint8Array, void, void>;
};

export function holdBody(source: AsyncIterable<Uint8Array>, { heldBytesMax, onBytes, onEnd }: HoldOptions): HeldBody {
  const iterator = source[Symbol.asyncIterator]();
  const pieces: Piece[] = [];
  /** How many pieces were let go. */
  let lost = 0;
  let receivedBytes = 0;
  let isWhole = true;
  let ended = false;
  let sender = 0;
  let pulling: Promise<boolean> | undefined;
  /** What ended the body before its end: nothing of it is sent from then on. */
  let failure: { readonly cause: unknown } | undefined;

  async function pullOnce(): Promise<boolean> {
    if (failure) throw failure.cause;
    if (ended) return false;
    const next = await iterator.next();
    if (next.done) {
      ended = true;
      onEnd();
      return false;
    }
    onBytes(next.value);
    pieces.push({ start: receivedBytes, bytes: next.value });
    receivedBytes += next.value.length;
    return true;
  }

  /** One at a time: a sender that was stopped may still wait for the piece that the next one needs. */
  function pull(): Promise<boolean> {
    pulling ??= pullOnce()
      .catch((cause: unknown) => {
        failure = { cause };
        throw cause;
      })
      .finally(() => {
        pulling = undefined;
      });
    return pulling;
  }

  async function* send(): AsyncGenerator<Piece, void, void> {
    const own = ++sender;
    for (let index = 0; own === sender; ) {
      const piece = pieces[index - lost];
      if (piece) {
        yield piece;
        index++;
        if (own === sender && piece.start + piece.bytes.length > heldBytesMax) letGo(index);
      } else if (!(await pull())) return;
    }
  }

  function letGo(before: number): void {
    isWhole = false;
    pieces.splice(0, before - lost);
    lost = before;
  }

  return {
    pull,
    receivedBytes: () => receivedBytes,
    slice: (from, to) => {
      const parts = pieces
        .filter(({ start, bytes }) => start < to && start + bytes.length > from)
        .map(({ start, bytes }) => bytes.subarray(Math.max(0, from - start), Math.max(0, to - start)));
      return joined(parts);
    },
    isWhole: () => isWhole,
    open: (edits) => {
      invariant(isWhole, "a body is only sent again while all of it is held");
      return edited(send(), edits);
    },
  };
}

type Piece = { readonly start: number; readonly bytes: Uint8Array };

export type HoldOptions = {
  readonly heldBytesMax: number;
  /** Sees every piece before it is sent on, and throws to stop it. */
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onEnd: () => void;
};

async function* edited(pieces: AsyncIterable<Piece>, edits: readonly Edit[]): AsyncGenerator<Uint8Array, void, void> {
  let next = 0;
  for await (const { start, bytes } of pieces) {
    const end = start + bytes.length;
    let position = start;
    for (let edit = edits[next]; edit && edit.start < end; edit = edits[next]) {
      if (edit.start > position) yield bytes.subarray(position - start, edit.start - start);
      if (edit.start >= start) yield edit.bytes;
      position = Math.min(edit.end, end);
      if (edit.end > end) break;
      next++;
    }
    if (position < end) yield bytes.subarray(position - start);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
