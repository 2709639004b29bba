import { describe, expect, it } from "vitest";
import { failureOf, parsed, targetWith } from "../../../../tests/support/relays.ts";
import { moderations, readModerationInput } from "./moderations.ts";

describe("a moderation", () => {
  it("takes OpenAI's default model where none is named, and says so to the provider", () => {
    const read = readModerationInput(parsed({ input: "a" }));
    expect(read.model).toBe("omni-moderation-latest");
    expect(moderations.shapes.openai?.write(read.input, targetWith()).body).toBe('{"input":"a","model":"real-model"}');
  });

  it.each([
    ["no input", {}, ["input", "invalid_request"]],
    ["an empty list", { input: [] }, ["input", "invalid_request"]],
    ["a number", { input: 1 }, ["input", "invalid_type"]],
    ["sound", { input: ["a", { type: "input_audio" }] }, ["input[1]", "invalid_type"]],
  ])("with %s is refused with the field's name", (_what, wrong, [param, code]) => {
    expect(failureOf(() => readModerationInput(parsed(wrong)))).toMatchObject({ code, options: { param } });
  });

  it("by Mistral gets the verdict that its form lacks", () => {
    const reply = { id: "m", results: [{ categories: { pii: true, law: false } }, { categories: { pii: false } }] };
    const { input } = readModerationInput(parsed({ model: "m", input: ["a", "b"] }));
    expect(moderations.shapes.mistral?.read(reply, input, targetWith()).json["results"]).toEqual([
      { flagged: true, categories: { pii: true, law: false } },
      { flagged: false, categories: { pii: false } },
    ]);
  });

  it("of pictures moves on from providers that read text only", () => {
    const picture = { type: "image_url", image_url: { url: "https://example.com/a.png" } };
    const { input } = readModerationInput(parsed({ model: "m", input: [picture] }));
    const failure = failureOf(() => moderations.shapes.mistral?.write(input, targetWith()));
    expect(failure).toMatchObject({ code: "unsupported_parameter", options: { param: "input" } });
  });
});
