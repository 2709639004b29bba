import { describe, expect, it } from "vitest";
import { readGoogleUsage } from "./usage.ts";

const of = (modality: string, tokenCount: number) => ({ modality, tokenCount });

describe("Google's usage", () => {
  it("has cached tokens inside the prompt, and thoughts and its own tools' prompts beside the rest", () => {
    const usage = {
      promptTokenCount: 3_520,
      cachedContentTokenCount: 3_512,
      candidatesTokenCount: 2,
      thoughtsTokenCount: 42,
      toolUsePromptTokenCount: 100,
      totalTokenCount: 3_664,
    };
    expect(readGoogleUsage(usage)).toEqual({ counts: { input: 108, cached_input: 3_512, output: 2, reasoning: 42 } });
  });

  it("keeps kinds of media apart, cached and not", () => {
    const usage = {
      promptTokenCount: 1_000,
      promptTokensDetails: [of("TEXT", 500), of("AUDIO", 300), of("IMAGE", 200)],
      cachedContentTokenCount: 400,
      cacheTokensDetails: [of("TEXT", 250), of("AUDIO", 100), of("IMAGE", 50)],
      candidatesTokenCount: 90,
      candidatesTokensDetails: [of("TEXT", 20), of("IMAGE", 70)],
    };
    expect(readGoogleUsage(usage)).toEqual({
      counts: {
        input: 250,
        cached_input: 250,
        audio_input: 200,
        cached_audio_input: 100,
        image_input: 150,
        cached_image_input: 50,
        output: 20,
        image_output: 70,
      },
    });
  });

  it("names the tier, and says when it had to correct something", () => {
    const usage = {
      promptTokenCount: 5,
      cachedContentTokenCount: 9,
      candidatesTokenCount: 1,
      trafficType: "ON_DEMAND_FLEX",
    };
    expect(readGoogleUsage(usage)).toEqual({
      counts: { input: 0, cached_input: 5, output: 1 },
      serviceTier: "flex",
      clamped: true,
    });
  });
});
