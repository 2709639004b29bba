import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanProviderText } from "./clean-provider-text.ts";

describe("a provider's words", () => {
  it.each([
    ["Bad key sk-proj-abc123DEF456", "Bad key [redacted]"],
    ["Bad key sk-ab***************yz.", "Bad key [redacted]"],
    ["key=gw_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ!", "key=[redacted]!"],
    ["Authorization: Bearer abc.def-ghi", "Authorization: [redacted]"],
    ["x-api-key: 12345678", "x-api-key: [redacted]"],
    ["at https://user:pass@host.example/v1", "at https://[redacted]host.example/v1"],
    ["GET /v1?key=AIzaSyD-abcdefghijklmnop&x=1", "GET /v1?key=[redacted]&x=1"],
    ["a task-force of basketball", "a task-force of basketball"],
    ["two\nlines\u0000 and\u2028more", "two lines and more"],
    ["<!DOCTYPE html><p>x", ""],
  ])("%j become %j", (text, expected) => {
    expect(cleanProviderText(text, 300)).toBe(expected);
  });

  it("are always one line of at most the length asked for, and valid text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 900 }), fc.integer({ min: 10, max: 300 }), (text, length) => {
        const clean = cleanProviderText(text, length);
        expect(clean.length).toBeLessThanOrEqual(length);
        expect(clean).not.toMatch(/[\p{Cc}]/u);
        expect(clean.isWellFormed()).toBe(true);
      }),
    );
  });
});
