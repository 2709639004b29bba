import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { failureOf, parsed, targetWith } from "../../../../tests/support/relays.ts";
import type { ShapeId } from "../relay.ts";
import { decodeFloats, encodeFloats } from "./base64-floats.ts";
import { embeddings } from "./embeddings.ts";
import { type EmbeddingsInput, readEmbeddingsInput } from "./input.ts";

const vector = [0.5, -1.25, 3];
const base64 = "AAAAPwAAoL8AAEBA";

describe("vectors", () => {
  it("are base64 of little-endian float32, both ways", () => {
    expect(encodeFloats(vector)).toBe(base64);
    expect(decodeFloats(base64)).toEqual(vector);
    expect(encodeFloats(new Array(5_000).fill(1)).length).toBe(Math.ceil(20_000 / 3) * 4);
  });

  it("are refused where the text is no base64 or no whole number of floats", () => {
    expect(decodeFloats("not base64!")).toBeUndefined();
    expect(decodeFloats("AAAA")).toBeUndefined();
  });
});

describe("an embeddings request", () => {
  it.each([
    ["a text", "hello", { kind: "texts", texts: ["hello"] }],
    ["texts", ["a", "b"], { kind: "texts", texts: ["a", "b"] }],
    ["tokens", [1, 2], { kind: "tokens", lists: [[1, 2]] }],
    ["lists of tokens", [[1], [2, 3]], { kind: "tokens", lists: [[1], [2, 3]] }],
  ])("takes %s", (_what, input, items) => {
    expect(read({ model: "m", input }).items).toEqual(items);
  });

  it.each([
    ["no model", { input: "a" }, ["model", "invalid_request"]],
    ["no input", { model: "m" }, ["input", "invalid_request"]],
    ["an empty text", { model: "m", input: "" }, ["input", "invalid_request"]],
    ["an empty list", { model: "m", input: [] }, ["input", "invalid_request"]],
    ["an empty text in a list", { model: "m", input: ["a", ""] }, ["input[1]", "invalid_request"]],
    ["an empty list of tokens", { model: "m", input: [[1], []] }, ["input[1]", "invalid_request"]],
    ["texts among tokens", { model: "m", input: [1, "a"] }, ["input[1]", "invalid_type"]],
    ["half a token", { model: "m", input: [[1.5]] }, ["input[0][0]", "invalid_type"]],
    ["objects", { model: "m", input: [{ text: "a" }] }, ["input[0]", "invalid_type"]],
    ["too many", { model: "m", input: new Array(2_049).fill("a") }, ["input", "too_many_items"]],
    ["another encoding", { model: "m", input: "a", encoding_format: "int8" }, ["encoding_format", "invalid_request"]],
    ["no dimensions", { model: "m", input: "a", dimensions: 0 }, ["dimensions", "out_of_range"]],
    ["half a dimension", { model: "m", input: "a", dimensions: 1.5 }, ["dimensions", "invalid_type"]],
  ])("with %s is refused with the field's name", (_what, body, [param, code]) => {
    expect(failureOf(() => read(body))).toMatchObject({ code, options: { param } });
  });
});

describe("the form of OpenAI", () => {
  it("sends the caller's own bytes with the target's model", () => {
    const written = shape("openai").write(
      read({ input: ["a"], model: "m", user: "u", future: { x: 1 } }),
      targetWith(),
    );
    expect(written).toEqual({
      body: '{"input":["a"],"model":"real-model","user":"u","future":{"x":1}}',
      dropped: [],
    });
  });

  it("leaves a reply alone that has the encoding the caller asked for", () => {
    const reply = list([base64], { prompt_tokens: 2, total_tokens: 2 });
    const input = read({ model: "m", input: "a", encoding_format: "base64" });
    const answer = shape("openai").read(reply, input, targetWith());
    expect(answer.json).toBe(reply);
    expect(answer.usage).toEqual({ counts: { input: 2 } });
  });

  it("converts numbers to base64 and back where the provider ignores the encoding", () => {
    const usage = { prompt_tokens: 2, total_tokens: 2 };
    const wantsText = read({ model: "m", input: "a", encoding_format: "base64" });
    const wantsNumbers = read({ model: "m", input: "a" });
    expect(shape("openai").read(list([vector], usage), wantsText, targetWith()).json).toMatchObject({
      object: "list",
      data: [{ object: "embedding", index: 0, embedding: base64 }],
      usage,
    });
    expect(shape("openai").read(list([base64], usage), wantsNumbers, targetWith()).json).toMatchObject({
      data: [{ embedding: vector }],
    });
  });

  it("refuses replies with too few vectors, with twice the same index, and with text that is no vector", () => {
    const input = read({ model: "m", input: ["a", "b"] });
    const one = (data: JsonObject["data"]) =>
      failureOf(() => shape("openai").read({ data: data ?? null }, input, targetWith()));
    expect(one([{ index: 0, embedding: vector }]).code).toBe("upstream_invalid_response");
    expect(
      one([
        { index: 1, embedding: vector },
        { index: 1, embedding: vector },
      ]).code,
    ).toBe("upstream_invalid_response");
    expect(
      one([
        { index: 0, embedding: vector },
        { index: 1, embedding: "%%%" },
      ]).code,
    ).toBe("upstream_invalid_response");
    expect(
      one([
        { index: 0, embedding: vector },
        { index: 1, embedding: null },
      ]).code,
    ).toBe("upstream_invalid_response");
  });

  it("refuses more dimensions than the catalog says the model has", () => {
    const input = read({ model: "m", input: "a", dimensions: 1_537 });
    const failure = failureOf(() => shape("openai").write(input, targetWith({ embeddingDimensions: 1_536 })));
    expect(failure).toMatchObject({ code: "out_of_range", options: { param: "dimensions" } });
    expect(failure.message).toContain("1536");
  });
});

describe("the other forms", () => {
  it.each<[ShapeId, JsonObject, readonly string[]]>([
    ["mistral", { model: "real-model", input: ["a", "b"], output_dimension: 256 }, ["user", "input_type"]],
    ["voyage", { model: "real-model", input: ["a", "b"], output_dimension: 256, input_type: "query" }, ["user"]],
    ["jina", { model: "real-model", input: ["a", "b"], dimensions: 256 }, ["user", "input_type"]],
    [
      "cohere",
      {
        model: "real-model",
        texts: ["a", "b"],
        input_type: "query",
        embedding_types: ["float"],
        output_dimension: 256,
      },
      ["user"],
    ],
    [
      "google",
      {
        requests: ["a", "b"].map((text) => ({
          model: "models/real-model",
          content: { parts: [{ text }] },
          outputDimensionality: 256,
        })),
      },
      ["user", "input_type"],
    ],
  ])("%s is asked in its own words, and what it does not know is named", (id, body, dropped) => {
    const input = read({ model: "m", input: ["a", "b"], dimensions: 256, user: "u", input_type: "query" });
    const written = shape(id).write(input, targetWith());
    expect(JSON.parse(String(written.body))).toEqual(body);
    expect(written.dropped).toEqual(dropped);
  });

  it.each<ShapeId>(["mistral", "voyage", "jina", "cohere", "google"])(
    "%s takes no tokens: another target may",
    (id) => {
      const failure = failureOf(() => shape(id).write(read({ model: "m", input: [1, 2] }), targetWith()));
      expect(failure).toMatchObject({ code: "unsupported_parameter", options: { param: "input" } });
    },
  );

  it("google's vectors come back as OpenAI's, without a count of tokens", () => {
    const reply = { embeddings: [{ values: vector }] };
    expect(shape("google").read(reply, read({ model: "m", input: "a" }), targetWith())).toEqual({
      json: { object: "list", data: [{ object: "embedding", index: 0, embedding: vector }], model: "real-model" },
    });
  });

  it("cohere's vectors and billed tokens come back as OpenAI's", () => {
    const reply = { id: "x", embeddings: { float: [vector] }, meta: { billed_units: { input_tokens: 3 } } };
    const answer = shape("cohere").read(
      reply,
      read({ model: "m", input: "a", encoding_format: "base64" }),
      targetWith(),
    );
    expect(answer).toEqual({
      json: {
        object: "list",
        data: [{ object: "embedding", index: 0, embedding: base64 }],
        model: "real-model",
        usage: { prompt_tokens: 3, total_tokens: 3 },
      },
      usage: { counts: { input: 3 } },
    });
  });

  it("voyage's total becomes both counts", () => {
    const answer = shape("voyage").read(
      list([vector], { total_tokens: 9 }),
      read({ model: "m", input: "a" }),
      targetWith(),
    );
    expect(answer.json["usage"]).toEqual({ prompt_tokens: 9, total_tokens: 9 });
  });

  it("have their own addresses", () => {
    expect(shape("google").url("https://g/v1beta", "gemini-embedding-001")).toBe(
      "https://g/v1beta/models/gemini-embedding-001:batchEmbedContents",
    );
    expect(shape("cohere").url("https://api.cohere.ai/compatibility/v1", "m")).toBe("https://api.cohere.ai/v2/embed");
    expect(shape("cohere").url("https://proxy.example/cohere", "m")).toBe("https://proxy.example/cohere/v2/embed");
    expect(shape("mistral").url("https://api.mistral.ai/v1", "m")).toBe("https://api.mistral.ai/v1/embeddings");
  });
});

describe("many inputs", () => {
  it("are split into as many as a form takes, and joined in their order", () => {
    const input = read({ model: "m", input: ["a", "b", "c"] });
    const parts = embeddings.split?.(input, 2) ?? [];
    expect(parts.map(({ items }) => items)).toEqual([
      { kind: "texts", texts: ["a", "b"] },
      { kind: "texts", texts: ["c"] },
    ]);
    const replies = parts.map((part) => {
      const count = part.items.kind === "texts" ? part.items.texts.length : 0;
      return shape("voyage").read(list(new Array(count).fill([count]), { total_tokens: count }), part, targetWith());
    });
    expect(embeddings.join?.(replies)).toEqual({
      json: {
        object: "list",
        data: [
          { object: "embedding", index: 0, embedding: [2] },
          { object: "embedding", index: 1, embedding: [2] },
          { object: "embedding", index: 2, embedding: [1] },
        ],
        model: "real-model",
        usage: { prompt_tokens: 3, total_tokens: 3 },
      },
      usage: { counts: { input: 3 } },
    });
  });
});

describe("what embeddings may cost", () => {
  it("is bounded by bytes for texts and by the count for tokens", () => {
    expect(embeddings.bounds(read({ model: "m", input: ["é", "ab"] }), targetWith()).inputTokens).toBe(2 + 2 + 2 * 4);
    expect(embeddings.bounds(read({ model: "m", input: [[1, 2, 3]] }), targetWith()).inputTokens).toBe(3 + 4);
  });

  it("is counted by us where the provider does not say, and the count goes into the reply", () => {
    const usage = embeddings.estimate(read({ model: "m", input: ["ab", "c"] }), {
      target: targetWith(),
      countTokens: (text) => text.length,
    });
    expect(usage.counts).toEqual({ input: 3 });
    expect(embeddings.addUsage?.({ object: "list" }, usage.counts)["usage"]).toEqual({
      prompt_tokens: 3,
      total_tokens: 3,
    });
  });
});

function read(body: JsonObject): EmbeddingsInput {
  return readEmbeddingsInput(parsed(body)).input;
}

function shape(id: ShapeId) {
  const found = embeddings.shapes[id];
  if (!found) throw new Error(`there is no form ${id}`);
  return found;
}

function list(vectors: readonly (readonly number[] | string)[], usage: JsonObject): JsonObject {
  const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
  return { object: "list", data, model: "real-model", usage };
}
