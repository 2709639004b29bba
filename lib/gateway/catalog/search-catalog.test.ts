import { describe, expect, test } from "vitest";
import { parseUsdPerMillion } from "#lib/core/money.ts";
import { buildCatalog } from "./catalog.ts";
import type { CatalogRow } from "./row.ts";
import { type CatalogQuery, catalogStats, searchCatalog } from "./search-catalog.ts";

const catalog = buildCatalog([
  {
    provider: "openai",
    models: [
      row("gpt-4o", "2.5", {
        capabilities: { tools: true, vision: true },
        contextTokens: 128_000,
        releasedOn: "2024-05-13",
      }),
      row("o3", "2", { capabilities: { tools: true, reasoning: true }, contextTokens: 200_000 }),
      row("old", "1", { capabilities: { tools: false }, deprecatedOn: "2026-03-26", releasedOn: "2023-03" }),
      row("embed", "0.02", { mode: "embedding" }),
    ],
  },
  {
    provider: "openrouter",
    models: [row("google/gemma:free", "0", { free: true }), row("auto", undefined, { variablePrice: true })],
  },
]);

describe("a search", () => {
  test.each<[CatalogQuery, readonly string[]]>([
    [{}, ["gpt-4o", "o3", "old", "embed", "google/gemma:free", "auto"]],
    [{ search: "GPT openai" }, ["gpt-4o"]],
    [{ search: "  " }, ["gpt-4o", "o3", "old", "embed", "google/gemma:free", "auto"]],
    [{ provider: "openrouter" }, ["google/gemma:free", "auto"]],
    [{ mode: "embedding" }, ["embed"]],
    [{ free: true }, ["google/gemma:free"]],
    [{ free: false, provider: "openrouter" }, ["auto"]],
    [{ tools: true }, ["gpt-4o", "o3"]],
    [{ vision: true, tools: true }, ["gpt-4o"]],
    [{ reasoning: true }, ["o3"]],
    [{ minContextTokens: 128_001 }, ["o3"]],
    [{ availableOn: "2026-03-26", tools: false, mode: "chat" }, ["google/gemma:free", "auto"]],
    [{ availableOn: "2026-03-25", search: "old" }, ["old"]],
  ])("for %o finds %o", (query, ids) => {
    expect(found(query)).toEqual(ids);
  });

  test("by the highest input price leaves out what has no price", () => {
    const two = parseUsdPerMillion("2");

    expect(found(two === undefined ? {} : { maxInputRate: two })).toEqual(["o3", "old", "embed", "google/gemma:free"]);
  });

  test("sorts either way, with what has no value last", () => {
    expect(found({ sort: "inputPrice" })).toEqual(["google/gemma:free", "embed", "old", "o3", "gpt-4o", "auto"]);
    expect(found({ sort: "-inputPrice" })).toEqual(["gpt-4o", "o3", "old", "embed", "google/gemma:free", "auto"]);
    expect(found({ sort: "-context", provider: "openai" })).toEqual(["o3", "gpt-4o", "old", "embed"]);
    expect(found({ sort: "released", provider: "openai" }).slice(0, 2)).toEqual(["old", "gpt-4o"]);
    expect(found({ sort: "name" })[0]).toBe("auto");
  });
});

test("the totals count models by price and by mode", () => {
  expect(catalogStats(catalog)).toEqual({
    models: 6,
    providers: 2,
    free: 1,
    paid: 4,
    unpriced: 1,
    byMode: { chat: 5, embedding: 1 },
  });
});

function found(query: CatalogQuery): readonly string[] {
  return searchCatalog(catalog, query).map(({ id }) => id);
}

function row(id: string, inputUsdPerMtok: string | undefined, rest: Partial<CatalogRow>): CatalogRow {
  return {
    id,
    name: id,
    mode: "chat",
    ...(inputUsdPerMtok === undefined ? {} : { inputUsdPerMtok }),
    inputModalities: ["text"],
    outputModalities: ["text"],
    capabilities: {},
    status: "active",
    source: "test",
    asOf: "2026-08-01",
    agreement: ["test"],
    ...rest,
  };
}
