import { describe, expect, test } from "vitest";
import { buildCatalog, type Catalog, readCatalog } from "./catalog.ts";
import type { CatalogFile, CatalogRow } from "./row.ts";

describe("finding a model", () => {
  const catalog = catalogOf({
    openai: [row("gpt-4o", { aliases: ["gpt-4o-2024-11-20"] }), row("gpt-4o-mini")],
    openrouter: [
      row("~openai/gpt-latest", { aliasOf: "openai/gpt-5" }),
      row("openai/gpt-5", { inputUsdPerMtok: "1.25" }),
    ],
  });

  test("goes by the provider's own id or its own alias, and by nothing that merely looks alike", () => {
    expect(catalog.find("openai", "gpt-4o")?.id).toBe("gpt-4o");
    expect(catalog.find("openai", "gpt-4o-2024-11-20")?.id).toBe("gpt-4o");
    expect(catalog.find("openai", "gpt-4o-mini-2024-07-18")).toBeUndefined();
    expect(catalog.find("openai", "openai/gpt-4o")).toBeUndefined();
    expect(catalog.find("openai", "GPT-4o")).toBeUndefined();
    expect(catalog.find("nobody", "gpt-4o")).toBeUndefined();
    expect(catalog.find("openai", "constructor")).toBeUndefined();
  });

  test("that is an alias without a price gives the price of what it stands for", () => {
    expect(catalog.find("openrouter", "~openai/gpt-latest")?.price).toMatchObject({
      kind: "known",
      price: { version: "catalog:2026-08-01", rates: { input: 1_250_000_000_000n } },
    });
  });

  test("lists a provider's models, none for a provider that it does not know", () => {
    expect(catalog.modelsOf("openai").map(({ id }) => id)).toEqual(["gpt-4o", "gpt-4o-mini"]);
    expect(catalog.modelsOf("nobody")).toEqual([]);
  });

  test("refuses what is no catalog file, and a price that is no decimal", () => {
    expect(() => readCatalog([{ models: [] }])).toThrow("a catalog file names its provider");
    expect(() => catalogOf({ openai: [row("bad", { inputUsdPerMtok: "1e3" })] })).toThrow("not '1e3'");
  });
});

describe("a bare name", () => {
  const catalog = catalogOf({
    openai: [row("gpt-4o-mini")],
    openrouter: [
      row("openai/gpt-4o-mini"),
      row("copycat/gpt-4o-mini"),
      row("one/twin"),
      row("two/twin"),
      row("deepseek/deepseek-r1:free"),
      row("openai/gpt-5"),
    ],
    fireworks: [row("accounts/fireworks/models/kimi-k2"), row("kimi-k2")],
  });

  test("means the only model with that name behind the maker's prefix", () => {
    expect(offered(catalog, "openrouter", "gpt-5")).toBe("openai/gpt-5");
    expect(offered(catalog, "openrouter", "openai/gpt-5")).toBe("openai/gpt-5");
  });

  test("that several makers use means the one whose own API has it", () => {
    expect(offered(catalog, "openrouter", "gpt-4o-mini")).toBe("openai/gpt-4o-mini");
  });

  test("that is ambiguous means nothing", () => {
    expect(offered(catalog, "openrouter", "twin")).toBeUndefined();
  });

  test("never means the free variant of a paid model, and an id wins over the end of another", () => {
    expect(offered(catalog, "openrouter", "deepseek-r1")).toBeUndefined();
    expect(offered(catalog, "fireworks", "kimi-k2")).toBe("kimi-k2");
  });
});

describe("a Claude", () => {
  const catalog = catalogOf({
    anthropic: [
      row("claude-3-5-haiku-20241022"),
      row("claude-3-5-haiku-latest"),
      row("claude-3-5-sonnet-20240620"),
      row("claude-3-5-sonnet-20241022"),
      row("claude-haiku-4-5"),
      row("claude-haiku-4-5-20251001"),
    ],
    openrouter: [
      row("anthropic/claude-3.5-haiku"),
      row("anthropic/claude-3.5-sonnet"),
      row("anthropic/claude-haiku-4.5"),
      row("stranger/claude-opus-4.5"),
    ],
  });

  test.each([
    ["openrouter", "claude-haiku-4-5", "anthropic/claude-haiku-4.5"],
    ["openrouter", "claude-haiku-4-5-20251001", "anthropic/claude-haiku-4.5"],
    ["openrouter", "claude-3-5-haiku-20241022", "anthropic/claude-3.5-haiku"],
    ["openrouter", "claude-3-5-haiku-latest", "anthropic/claude-3.5-haiku"],
    ["openrouter", "claude-3-5-sonnet", "anthropic/claude-3.5-sonnet"],
    ["anthropic", "claude-haiku-4.5", "claude-haiku-4-5"],
    ["anthropic", "claude-3.5-haiku", "claude-3-5-haiku-20241022"],
  ])("is known to %s by the other spelling %s", (provider, name, id) => {
    expect(offered(catalog, provider, name)).toBe(id);
  });

  test.each([
    ["openrouter", "claude-3-5-sonnet-20241022"],
    ["anthropic", "claude-3.5-sonnet"],
    ["openrouter", "claude-haiku-4-5-20990101"],
    ["openrouter", "claude-opus-4-5"],
  ])("is not guessed where the date or the maker leaves a doubt: %s %s", (provider, name) => {
    expect(offered(catalog, provider, name)).toBeUndefined();
  });
});

function offered(catalog: Catalog, provider: string, name: string): string | undefined {
  return catalog.offers(provider, name)?.id;
}

function catalogOf(providers: Readonly<Record<string, CatalogFile["models"]>>): Catalog {
  return buildCatalog(Object.entries(providers).map(([provider, models]) => ({ provider, models })));
}

function row(id: string, rest: Partial<CatalogRow> = {}): CatalogRow {
  return {
    id,
    name: id,
    mode: "chat",
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
