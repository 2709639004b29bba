import { describe, expect, it } from "vitest";
import { mergeUsage, readMessagesUsage, writeMessagesUsage } from "./usage.ts";

describe("usage of a message", () => {
  it("counts what was cached beside the input, and writes for an hour apart", () => {
    const usage = {
      input_tokens: 3,
      cache_read_input_tokens: 1_111,
      cache_creation_input_tokens: 418,
      cache_creation: { ephemeral_5m_input_tokens: 400, ephemeral_1h_input_tokens: 18 },
      output_tokens: 33,
      output_tokens_details: { thinking_tokens: 30 },
      server_tool_use: { web_search_requests: 2 },
    };
    const counts = {
      input: 3,
      cached_input: 1_111,
      cache_write: 400,
      cache_write_1h: 18,
      output: 3,
      reasoning: 30,
      web_search: 2,
    };
    expect(readMessagesUsage(usage)).toEqual({ counts });
    expect(writeMessagesUsage({ counts })).toMatchObject(usage);
  });

  it("adds what compaction and advisors used, which the sums leave out", () => {
    const iterations = [
      { type: "message", input_tokens: 10, output_tokens: 5 },
      { type: "compaction", input_tokens: 100, output_tokens: 7 },
      { type: "advisor_message", input_tokens: 20, output_tokens: 3, cache_read_input_tokens: 4 },
    ];
    expect(readMessagesUsage({ input_tokens: 10, output_tokens: 5, iterations }).counts).toEqual({
      input: 130,
      cached_input: 4,
      output: 15,
    });
  });

  it("names the conditions of its price", () => {
    const usage = { input_tokens: 1, output_tokens: 1, service_tier: "priority", speed: "fast", inference_geo: "us" };
    expect(readMessagesUsage(usage)).toMatchObject({ serviceTier: "priority", conditions: ["fast", "us"] });
    expect(readMessagesUsage({ ...usage, service_tier: "standard", speed: null, inference_geo: "global" })).toEqual({
      counts: { input: 1, output: 1 },
    });
  });

  it("is merged field by field, the last word winning, and null being none", () => {
    const start = { input_tokens: 43, output_tokens: 1, cache_creation: { ephemeral_1h_input_tokens: 5 } };
    const delta = { input_tokens: 61, output_tokens: 2, cache_creation: null, cache_read_input_tokens: 0 };
    expect(mergeUsage(start, delta)).toEqual({ ...delta, cache_creation: start.cache_creation });
  });

  it("corrects nonsense and says so", () => {
    expect(
      readMessagesUsage({ input_tokens: -1, output_tokens: 5, output_tokens_details: { thinking_tokens: 9 } }),
    ).toEqual({
      counts: { input: 0, output: 0, reasoning: 5 },
      clamped: true,
    });
  });
});
