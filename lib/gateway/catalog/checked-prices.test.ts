import { describe, expect, test } from "vitest";
import { formatUsd, formatUsdPerMillion } from "#lib/core/money.ts";
import { catalogFiles } from "../../../prisma/catalog/files.ts";
import { chargesFor } from "../metering/cost.ts";
import type { Usage } from "../metering/usage.ts";
import { readCatalog } from "./catalog.ts";

const catalog = readCatalog(catalogFiles);

/**
 * Prices on which four sources were compared by hand, in USD per million tokens: input, output, cached input, cache
 * write; `-` where there is none. When a refresh changes one of them, somebody should look and change it here too.
 */
const checked: readonly (readonly [provider: string, id: string, prices: string])[] = [
  ["openai", "gpt-5.6-sol", "5/30/0.5/6.25"],
  ["openai", "gpt-5.6-terra", "2/12/0.2/2.5"],
  ["openai", "gpt-5.5", "5/30/0.5/-"],
  ["openai", "gpt-5.4", "2.5/15/0.25/-"],
  ["openai", "gpt-5-mini", "0.25/2/0.025/-"],
  ["openai", "gpt-5-pro", "15/120/-/-"],
  ["openai", "gpt-4.1", "2/8/0.5/-"],
  ["openai", "gpt-4o", "2.5/10/1.25/-"],
  ["openai", "gpt-4o-mini", "0.15/0.6/0.075/-"],
  ["openai", "o4-mini", "1.1/4.4/0.275/-"],
  ["anthropic", "claude-opus-5", "5/25/0.5/6.25"],
  ["anthropic", "claude-sonnet-5", "2/10/0.2/2.5"],
  ["anthropic", "claude-sonnet-4-5", "3/15/0.3/3.75"],
  ["anthropic", "claude-haiku-4-5", "1/5/0.1/1.25"],
  ["google", "gemini-3.5-flash", "1.5/9/0.15/-"],
  ["google", "gemini-2.5-pro", "1.25/10/0.125/-"],
  ["google", "gemini-2.5-flash-lite", "0.1/0.4/0.01/-"],
  ["deepseek", "deepseek-v4-flash", "0.14/0.28/0.0028/-"],
  ["deepseek", "deepseek-chat", "0.14/0.28/0.0028/-"],
  ["xai", "grok-4.5", "2/6/0.3/-"],
  ["xai", "grok-4.20-0309-reasoning", "1.25/2.5/0.2/-"],
  ["mistral", "mistral-large-2512", "0.5/1.5/0.05/-"],
  ["moonshot", "kimi-k2.6", "0.95/4/0.16/-"],
  ["zai", "glm-5.1", "1.4/4.4/0.26/-"],
  ["minimax", "MiniMax-M2.7", "0.3/1.2/0.06/0.375"],
  ["groq", "openai/gpt-oss-120b", "0.15/0.6/0.075/-"],
  ["groq", "llama-3.3-70b-versatile", "0.59/0.79/-/-"],
  ["cohere", "command-a-03-2025", "2.5/10/-/-"],
  ["perplexity", "sonar-pro", "3/15/-/-"],
];

test.each(checked)("%s %s costs %s", (provider, id, prices) => {
  const price = catalog.find(provider, id)?.price;
  const rates = price?.kind === "known" ? price.price.rates : {};
  const stated = [rates.input, rates.output, rates.cached_input, rates.cache_write];

  expect(stated.map((rate) => (rate === undefined ? "-" : formatUsdPerMillion(rate))).join("/")).toBe(prices);
});

describe("whole requests", () => {
  test.each<readonly [string, Usage, readonly string[], string]>([
    ["openai gpt-4o-mini", { counts: { input: 1_000, output: 500 } }, [], "0.00045"],
    ["openai gpt-5.4", { counts: { input: 272_000, output: 1_000 } }, [], "0.695"],
    ["openai gpt-5.4", { counts: { input: 272_001, output: 1_000 } }, [], "1.382505"],
    ["openai gpt-5.4", { counts: { input: 1_000_000 }, serviceTier: "batch" }, [], "5"],
    ["openai gpt-5.4", { counts: { input: 100_000 }, serviceTier: "flex" }, [], "0.125"],
    ["openai dall-e-3", { counts: { image: 1 } }, ["image:hd/1024x1792"], "0.12"],
    ["openai whisper-1", { counts: { second: 61 } }, [], "0.0061"],
    ["openai tts-1", { counts: { character: 1_000 } }, [], "0.015"],
    [
      "anthropic claude-sonnet-4-5",
      { counts: { input: 10, cached_input: 90, cache_write: 100, cache_write_1h: 100 } },
      [],
      "0.001032",
    ],
    ["anthropic claude-opus-5", { counts: { output: 1_000, web_search: 1 } }, ["fast", "us"], "0.065"],
    [
      "google gemini-2.5-flash",
      { counts: { input: 1_000, audio_input: 1_000, cached_audio_input: 1_000 } },
      [],
      "0.0023",
    ],
    ["cohere rerank-v3.5", { counts: { request: 1 } }, [], "0.002"],
    ["xai grok-4.3", { counts: { input: 1_000_000, output: 1 } }, [], "2.500005"],
  ])("%s with %o under %o costs %s", (model, ...[usage, conditions, expected]) => {
    const [provider = "", id = ""] = model.split(" ");
    const price = catalog.find(provider, id)?.price ?? { kind: "unknown" };
    const { costNanoUsd, priced } = chargesFor(usage, price, conditions);

    expect([formatUsd(costNanoUsd), priced]).toEqual([expected, true]);
  });
});
