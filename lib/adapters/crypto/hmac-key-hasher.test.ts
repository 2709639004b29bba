import { describe, expect, it } from "vitest";
import { Secret } from "#lib/core/secret.ts";
import { hmacKeyHasher } from "./hmac-key-hasher.ts";

describe("hmacKeyHasher", () => {
  it("is HMAC-SHA-256 in base64url: the first test case of RFC 4231 in its own encoding", () => {
    const hash = hmacKeyHasher(new Secret("\u000b".repeat(20)));
    expect(Buffer.from(hash("Hi There"), "base64url").toString("hex")).toBe(
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    );
  });

  it("depends on the pepper", () => {
    expect(hmacKeyHasher(new Secret("one"))("gw_x")).not.toBe(hmacKeyHasher(new Secret("two"))("gw_x"));
  });
});
