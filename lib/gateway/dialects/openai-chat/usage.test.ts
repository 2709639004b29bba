import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import type { UsageCounts } from "../../metering/usage.ts";
import { readChatUsage, writeChatUsage } from "./usage.ts";

const details = (prompt: JsonObject, completion: JsonObject = {}) => ({
  prompt_tokens_details: prompt,
  completion_tokens_details: completion,
});

describe("usage of a chat reply", () => {
  it.each<readonly [string, JsonObject, UsageCounts]>([
    ["plain", { prompt_tokens: 10, completion_tokens: 5 }, { input: 10, output: 5 }],
    [
      "with parts",
      {
        prompt_tokens: 100,
        completion_tokens: 50,
        ...details(
          { cached_tokens: 60, cache_write_tokens: 10, audio_tokens: 5 },
          { reasoning_tokens: 30, audio_tokens: 4 },
        ),
      },
      { input: 25, cached_input: 60, cache_write: 10, audio_input: 5, output: 16, reasoning: 30, audio_output: 4 },
    ],
    [
      "DeepSeek's cache",
      { prompt_tokens: 563, completion_tokens: 1, prompt_cache_hit_tokens: 512, prompt_cache_miss_tokens: 51 },
      { input: 51, cached_input: 512, output: 1 },
    ],
    [
      "Mistral's cache",
      { prompt_tokens: 20, completion_tokens: 1, num_cached_tokens: 8 },
      { input: 12, cached_input: 8, output: 1 },
    ],
    [
      "reasoning beside the completion, told by the total",
      { prompt_tokens: 12, completion_tokens: 1, total_tokens: 241, ...details({}, { reasoning_tokens: 228 }) },
      { input: 12, output: 1, reasoning: 228 },
    ],
    [
      "web searches",
      { prompt_tokens: 1, completion_tokens: 1, server_tool_use_details: { web_search_requests: 2 } },
      { input: 1, output: 1, web_search: 2 },
    ],
  ])("%s", (_, usage, counts) => {
    expect(readChatUsage(usage, {})).toEqual({ counts });
  });

  it("counts reasoning beside the completion where the provider always does", () => {
    const usage = { prompt_tokens: 5, completion_tokens: 9, ...details({}, { reasoning_tokens: 4 }) };
    expect(readChatUsage(usage, { reasoningOutsideOutput: true }).counts).toEqual({
      input: 5,
      output: 9,
      reasoning: 4,
    });
    expect(readChatUsage(usage, {}).counts).toEqual({ input: 5, output: 5, reasoning: 4 });
  });

  it.each<readonly [JsonObject, UsageCounts]>([
    [
      { prompt_tokens: -5, completion_tokens: 3 },
      { input: 0, output: 3 },
    ],
    [
      { prompt_tokens: 10, completion_tokens: 3, ...details({ cached_tokens: 99 }) },
      { input: 0, cached_input: 10, output: 3 },
    ],
    [
      { prompt_tokens: "10", completion_tokens: 2.5 },
      { input: 10, output: 3 },
    ],
  ])("corrects nonsense in %j and says so", (usage, counts) => {
    expect(readChatUsage(usage, {})).toEqual({ counts, clamped: true });
  });

  it("keeps what the provider says it charges, and the tier it used", () => {
    const base = { prompt_tokens: 1, completion_tokens: 1 };
    expect(readChatUsage({ ...base, cost: 0.00001 }, {}, "flex")).toMatchObject({
      reportedCostUsd: "0.00001",
      serviceTier: "flex",
    });
    expect(readChatUsage({ ...base, cost_in_usd_ticks: 1_330_500 }, {}, "default")).toEqual({
      counts: { input: 1, output: 1 },
      reportedCostUsd: "0.00013305",
    });
    expect(readChatUsage({ ...base, cost: { total_cost: 0.5 } }, {}).reportedCostUsd).toBe("0.5");
  });

  it("is written so that sums hold their parts", () => {
    const counts = { input: 25, cached_input: 60, cache_write: 7, cache_write_1h: 3, output: 20, reasoning: 30 };
    expect(writeChatUsage({ counts })).toMatchObject({
      prompt_tokens: 95,
      completion_tokens: 50,
      total_tokens: 145,
      prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
      completion_tokens_details: { reasoning_tokens: 30 },
    });
  });
});
