import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { failureOf, parsed, targetWith } from "../../../../tests/support/relays.ts";
import type { ShapeId } from "../relay.ts";
import { readRerankInput } from "./input.ts";
import { rerank } from "./rerank.ts";

const body = { model: "m", query: "q", documents: ["one", { text: "two" }], top_n: 1, truncation: true };

describe("a rerank request", () => {
  it.each([
    ["no query", { model: "m", documents: ["a"] }, ["query", "invalid_request"]],
    ["no documents", { model: "m", query: "q" }, ["documents", "invalid_request"]],
    ["an empty list", { model: "m", query: "q", documents: [] }, ["documents", "invalid_request"]],
    [
      "a document without text",
      { model: "m", query: "q", documents: ["a", { url: "x" }] },
      ["documents[1]", "invalid_type"],
    ],
    ["none wanted back", { model: "m", query: "q", documents: ["a"], top_n: 0 }, ["top_n", "out_of_range"]],
    ["too many", { model: "m", query: "q", documents: new Array(10_001).fill("a") }, ["documents", "too_many_items"]],
  ])("with %s is refused with the field's name", (_what, wrong, [param, code]) => {
    expect(failureOf(() => readRerankInput(parsed(wrong)))).toMatchObject({ code, options: { param } });
  });

  it.each<[ShapeId, JsonObject, readonly string[]]>([
    ["openai", { top_n: 1 }, ["truncation"]],
    ["jina", { top_n: 1, return_documents: false, truncation: true }, []],
    ["cohere", { top_n: 1 }, ["truncation"]],
    ["voyage", { top_k: 1, truncation: true }, []],
  ])("is put to %s in its own words", (id, fields, dropped) => {
    const written = rerank.shapes[id]?.write(readRerankInput(parsed(body)).input, targetWith());
    expect(JSON.parse(String(written?.body))).toEqual({
      model: "real-model",
      query: "q",
      documents: ["one", "two"],
      ...fields,
    });
    expect(written?.dropped).toEqual(dropped);
  });
});

describe("a rerank reply", () => {
  const results = [
    { index: 1, relevance_score: 0.9 },
    { index: 0, relevance_score: 0.1 },
  ];
  const cohere = { id: "r", results, meta: { billed_units: { search_units: 2 } } };

  it("of Cohere is paid by search units", () => {
    expect(read("cohere", cohere, { perRequestUsd: "0.002" })).toEqual({
      json: { id: "r", object: "list", model: "real-model", results, usage: { search_units: 2 } },
      usage: { counts: { request: 2 } },
    });
  });

  it("of Voyage has the same form, and is paid by tokens", () => {
    const reply = { object: "list", data: results, model: "rerank-2.5", usage: { total_tokens: 26 } };
    expect(read("voyage", reply, { inputUsdPerMtok: "0.05" })).toEqual({
      json: {
        object: "list",
        model: "rerank-2.5",
        results,
        usage: { prompt_tokens: 26, total_tokens: 26, search_units: 1 },
      },
      usage: { counts: { input: 26, request: 1 } },
    });
  });

  it("holds the documents where they were asked for, whoever the provider is", () => {
    const asked = readRerankInput(parsed({ ...body, return_documents: true })).input;
    const { json } =
      rerank.shapes.openai?.read({ results: [{ index: 1, relevance_score: 1 }] }, asked, targetWith()) ?? {};
    expect(json?.["results"]).toEqual([{ index: 1, relevance_score: 1, document: { text: "two" } }]);
  });

  it("that does not report what the model is paid by counts as none: our own count stands in", () => {
    expect(read("cohere", cohere, { inputUsdPerMtok: "0.05" }).usage).toBeUndefined();
    expect(read("openai", { results }, { inputUsdPerMtok: "0.05" }).usage).toBeUndefined();
  });

  it("with a result that has no document or no score is no reply", () => {
    for (const result of [{ index: 2, relevance_score: 1 }, { index: 0 }, { relevance_score: 1 }, "x"]) {
      expect(failureOf(() => read("openai", { results: [result] })).code).toBe("upstream_invalid_response");
    }
  });

  function read(id: ShapeId, reply: JsonObject, prices = {}) {
    const answer = rerank.shapes[id]?.read(reply, readRerankInput(parsed(body)).input, targetWith(prices));
    if (!answer) throw new Error(`there is no form ${id}`);
    return answer;
  }
});

describe("what reranking may cost", () => {
  it("counts the query with every document, and long documents as several", () => {
    const { input } = readRerankInput(parsed({ model: "m", query: "12345", documents: ["a".repeat(600), "b"] }));
    expect(rerank.bounds(input, targetWith())).toMatchObject({ inputTokens: 604 + 5 + 2 * 9, units: { request: 1 } });
    const many = readRerankInput(parsed({ model: "m", query: "q", documents: new Array(101).fill("a") })).input;
    expect(rerank.bounds(many, targetWith()).units).toEqual({ request: 2 });
  });
});
