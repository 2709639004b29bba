import { expect, it } from "vitest";
import type { UsageCounts } from "./usage.ts";
import { withinContext } from "./within-context.ts";

it.each<
  readonly [
    string,
    UsageCounts,
    { readonly contextTokens?: number; readonly choices?: number; readonly inputBound?: number },
    UsageCounts,
    boolean,
  ]
>([
  ["that fits stays", { input: 900, output: 100 }, { contextTokens: 1_000 }, { input: 900, output: 100 }, false],
  ["of a model without a known context stays", { input: 9e9, output: 1 }, {}, { input: 9e9, output: 1 }, false],
  [
    "of too much input shrinks",
    { input: 5_000, cached_input: 10, output: 1 },
    { contextTokens: 1_000 },
    { input: 990, cached_input: 10, output: 1 },
    true,
  ],
  [
    "of too much output shrinks",
    { input: 1, output: 800, reasoning: 700 },
    { contextTokens: 1_000 },
    { input: 1, output: 300, reasoning: 700 },
    true,
  ],
  [
    "of several choices may be as much longer",
    { input: 1, output: 1_900 },
    { contextTokens: 1_000, choices: 2 },
    { input: 1, output: 1_900 },
    false,
  ],
  [
    "of a request that really is longer than the catalog knows stays",
    { input: 5_000, output: 1 },
    { contextTokens: 1_000, inputBound: 6_000 },
    { input: 5_000, output: 1 },
    false,
  ],
  [
    "with searches stays: what they read is no part of the context",
    { input: 5_000, output: 1, web_search: 2 },
    { contextTokens: 1_000 },
    { input: 5_000, output: 1, web_search: 2 },
    false,
  ],
])("a usage %s", (...row) => {
  const [, counts, { contextTokens, choices = 1, inputBound = 0 }, expected, clamped] = row;
  const usage = withinContext({ counts }, { contextTokens, choices, inputBound: () => inputBound });
  expect(usage.counts).toEqual(expected);
  expect(usage.clamped ?? false).toBe(clamped);
});
