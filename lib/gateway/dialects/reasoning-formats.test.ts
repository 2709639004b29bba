import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anthropicFormat, googleFormat, isForeignProof, packProof, unpackProof } from "./reasoning-formats.ts";

describe("a maker's proof of its reasoning", () => {
  it("passes unchanged through its own format", () => {
    const packed = packProof({ kind: "signature", format: anthropicFormat, data: "abc==" }, anthropicFormat);
    expect([packed, isForeignProof(packed)]).toEqual(["abc==", false]);
  });

  it("comes out of another maker's format as it went in, whatever it holds", () => {
    const kind = fc.constantFrom("signature" as const, "redacted" as const);
    fc.assert(
      fc.property(
        kind,
        fc.string(),
        fc.string({ minLength: 1 }).map((id) => id.replaceAll(".", "")),
        (kind, data, id) => {
          const proof = { kind, format: googleFormat, data, ...(id && { id }) };
          const packed = packProof(proof, anthropicFormat);
          expect(isForeignProof(packed)).toBe(true);
          expect(unpackProof(packed, "signature", anthropicFormat)).toEqual(proof);
        },
      ),
    );
  });
});
