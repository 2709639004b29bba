import { describe, expect, it } from "vitest";
import { claudeRules } from "./model-rules.ts";

describe("what a model of Anthropic's takes", () => {
  it.each([
    ["claude-3-haiku-20240307", "none", false, "free", 4_096],
    ["claude-3-5-sonnet-latest", "none", false, "free", 8_192],
    ["claude-3-7-sonnet-20250219", "budget", false, "free", 64_000],
    ["claude-sonnet-4-20250514", "budget", false, "free", 64_000],
    ["claude-sonnet-4-0", "budget", false, "free", 64_000],
    ["claude-opus-4-1-20250805", "budget", true, "free", 32_000],
    ["claude-haiku-4-5", "budget", true, "one", 64_000],
    ["anthropic/claude-sonnet-4.5", "budget", true, "one", 64_000],
    ["claude-sonnet-4-6", "adaptive", true, "one", 128_000],
    ["claude-opus-4-8", "adaptive", true, "none", 128_000],
    ["claude-sonnet-5", "adaptive", true, "none", 128_000],
    ["claude-fable-5", "adaptive", true, "none", 128_000],
    ["my-own-name", "adaptive", true, "none", 128_000],
  ])("%s", (...[model, thinking, jsonSchema, sampling, maxOutputTokens]) => {
    expect(claudeRules(model)).toMatchObject({ thinking, jsonSchema, sampling, maxOutputTokens });
  });

  it("is told by the catalog where the catalog knows", () => {
    const facts = { reasoning: false, jsonSchema: false, temperature: false };
    expect(claudeRules("claude-haiku-4-5", facts)).toMatchObject({
      thinking: "none",
      jsonSchema: false,
      sampling: "none",
    });
  });
});
