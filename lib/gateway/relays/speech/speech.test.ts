import { describe, expect, it } from "vitest";
import { failureOf, parsed, targetWith } from "../../../../tests/support/relays.ts";
import { worstCaseCost } from "../../metering/worst-case.ts";
import { readSpeechInput, speech } from "./speech.ts";

const countTokens = (text: string) => text.length;

describe("speech", () => {
  it.each([
    ["no text", { voice: "alloy" }, ["input", "invalid_request"]],
    ["an empty text", { voice: "alloy", input: "" }, ["input", "invalid_request"]],
    ["no voice", { input: "a" }, ["voice", "invalid_request"]],
    ["a number for a voice", { input: "a", voice: 1 }, ["voice", "invalid_type"]],
    ["too slow a speed", { input: "a", voice: "alloy", speed: 0.1 }, ["speed", "out_of_range"]],
    ["another stream", { input: "a", voice: "alloy", stream_format: "ws" }, ["stream_format", "invalid_request"]],
  ])("with %s is refused with the field's name", (_what, wrong, [param, code]) => {
    expect(failureOf(() => readSpeechInput(parsed({ model: "m", ...wrong })))).toMatchObject({
      code,
      options: { param },
    });
  });

  it("paid by the character costs the characters that people see", () => {
    const target = targetWith({ perCharacterUsd: "0.000015" });
    const { input } = readSpeechInput(parsed({ model: "m", input: "héé🙂", voice: "alloy" }));
    expect(speech.estimate(input, { target, countTokens }).counts).toEqual({ character: 4 });
    expect(worstCaseCost(speech.bounds(input, target), target.price)).toBe(60_000n);
  });

  it("paid by tokens is estimated by how long the text takes to say, and never above what was held", () => {
    const target = targetWith({ inputUsdPerMtok: "0.6", audioOutputUsdPerMtok: "12" });
    const { input } = readSpeechInput(parsed({ model: "m", input: "a".repeat(100), voice: "alloy", speed: 0.5 }));
    const { counts } = speech.estimate(input, { target, countTokens });
    expect(counts).toEqual({ input: 101, audio_output: 280 });
    expect(speech.bounds(input, target).outputTokens).toBeGreaterThan(280);
  });

  it("in events reports its tokens in the last one", () => {
    const { input } = readSpeechInput(parsed({ model: "m", input: "a", voice: "alloy", stream_format: "sse" }));
    const done = { type: "speech.audio.done", usage: { input_tokens: 5, output_tokens: 90, total_tokens: 95 } };
    expect(speech.readEventUsage?.(done, input)).toEqual({ counts: { input: 5, audio_output: 90 } });
    expect(speech.readEventUsage?.({ type: "speech.audio.delta", audio: "AA==" }, input)).toBeUndefined();
  });
});
