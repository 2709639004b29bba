import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openUtf8Decoder } from "./utf8.ts";

function decode(pieces: readonly Uint8Array[]): string {
  const decoder = openUtf8Decoder();
  return pieces.map((piece) => decoder.push(piece)).join("") + decoder.end();
}

describe("text in pieces", () => {
  it("is what the platform's decoder makes of the whole, whatever the bytes are", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: "grapheme" }).map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(bytes, (all) => {
        const expected = new TextDecoder().decode(all);
        for (let at = 0; at <= all.length; at++) {
          expect(decode([all.subarray(0, at), all.subarray(at)])).toBe(expected);
        }
        expect(decode(Array.from(all, (_, at) => all.subarray(at, at + 1)))).toBe(expected);
      }),
    );
  });
});
