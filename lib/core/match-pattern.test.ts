import { describe, expect, it } from "vitest";
import { matchesPattern } from "./match-pattern.ts";

describe("a model pattern", () => {
  it.each([
    ["gpt-4o-mini", "gpt-4o-mini", true],
    ["gpt-4o-mini", "gpt-4o", false],
    ["claude-sonnet-5", "claude-*", true],
    ["anthropic/claude-sonnet-5", "*claude*", true],
    ["gpt-4o-mini", "gpt-*-mini", true],
    ["gpt-mini", "gpt-*-mini", false],
    ["aXbXc", "a*b*c", true],
    ["ab", "ab*b", false],
    ["anything", "*", true],
    ["a.c", "a?c", false],
  ])("%s against %s: %s", (name, pattern, expected) => {
    expect(matchesPattern(name, pattern)).toBe(expected);
  });
});
