import { validateHeaderValue } from "node:http";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { droppedHeader } from "./header-text.ts";

describe("the header that names dropped fields", () => {
  it.each([
    [["seed", "messages[0].name"], "seed,messages[0].name"],
    [["日本"], "%E6%97%A5%E6%9C%AC"],
    [["a\r\nx-evil: 1", "b,c"], "a%0D%0Ax-evil: 1,b%2Cc"],
  ])("%j becomes %s", (names, expected) => {
    expect(droppedHeader(names)).toBe(expected);
  });

  it("is a header value whatever the names are, and never a long one", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 600 })), (names) => {
        const text = droppedHeader(names);
        validateHeaderValue("x-gateway-dropped-params", text);
        expect(text.length).toBeLessThanOrEqual(2_048);
      }),
    );
  });
});
