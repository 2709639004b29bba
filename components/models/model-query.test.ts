import { expect, test } from "vitest";
import type { ModelListRow } from "#lib/management/models/model-list.ts";
import { parseContext, parsePrice } from "./model-filters.ts";
import { findModels } from "./model-query.ts";

function model(id: string, more: Partial<ModelListRow> = {}): ModelListRow {
  return { provider: "openai", id, name: id, mode: "chat", price: "known", ...more };
}

const models: readonly ModelListRow[] = [
  model("gpt-4o-mini", { prices: { inputUsdPerMtok: "0.15" }, context: 128_000, can: ["tools", "vision"] }),
  model("gpt-4o", { prices: { inputUsdPerMtok: "10" }, context: 128_000, can: ["tools"], servedBy: [0] }),
  model("llama", { provider: "groq", price: "free", context: 8_000, servedBy: [1] }),
  model("mystery", { price: "unknown" }),
];
const connections = [{ slug: "main" }, { slug: "spare" }];

function idsFor(query: string): readonly string[] {
  return findModels(models, new URLSearchParams(query), { connections }).map(({ id }) => id);
}

test("what can be asked for here comes first until an order is chosen", () => {
  expect(idsFor("")).toEqual(["gpt-4o", "llama", "gpt-4o-mini", "mystery"]);
});

test("all words of a search must be found, and what is called just so comes first", () => {
  expect(idsFor("search=OPENAI+mini")).toEqual(["gpt-4o-mini"]);
  expect(idsFor("search=gpt-4o")).toEqual(["gpt-4o", "gpt-4o-mini"]);
});

test("filters narrow together, and a connection that is gone serves nothing", () => {
  expect(idsFor("tools=true&maxInputPrice=1")).toEqual(["gpt-4o-mini"]);
  expect(idsFor("here=true&provider=groq")).toEqual(["llama"]);
  expect(idsFor("via=main")).toEqual(["gpt-4o"]);
  expect(idsFor("via=gone")).toEqual([]);
});

test("a highest price leaves out what has no known price and keeps what is free", () => {
  expect(idsFor("maxInputPrice=9.5")).toEqual(["llama", "gpt-4o-mini"]);
});

test("prices are ordered by value, and the unknown comes last both ways", () => {
  expect(idsFor("sort=input")).toEqual(["llama", "gpt-4o-mini", "gpt-4o", "mystery"]);
  expect(idsFor("sort=-input")).toEqual(["gpt-4o", "gpt-4o-mini", "llama", "mystery"]);
});

test("an address that says nonsense narrows nothing", () => {
  expect(idsFor("minContext=many&maxInputPrice=cheap&sort=beauty")).toHaveLength(models.length);
});

test("contexts and prices are read as people write them", () => {
  expect([parseContext("200k"), parseContext("1.5M"), parseContext("131,072")]).toEqual([
    "200000",
    "1500000",
    "131072",
  ]);
  expect([parseContext("big"), parseContext("0"), parsePrice("$0.25"), parsePrice("-1")]).toEqual([
    undefined,
    undefined,
    "0.25",
    undefined,
  ]);
});
