import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { translate } from "../../../../tests/conformance/support.ts";
import type { TargetModel } from "../dialect.ts";
import { relayGoogleRequest } from "./relay-request.ts";

const write = (body: JsonObject, target: Partial<TargetModel> = {}) =>
  translate({ from: "openai-chat", to: "google-generate" }, body, target);
const configOf = (body: JsonObject, target: Partial<TargetModel> = {}) => write(body, target).body["generationConfig"];
const tool = {
  type: "function",
  function: { name: "look", parameters: { type: "object", properties: { a: { type: "string" } } } },
};
const format = (schema: JsonObject) => ({
  response_format: { type: "json_schema", json_schema: { name: "x", schema } },
});

describe("thinking", () => {
  it.each<readonly [string, JsonObject, JsonObject | undefined]>([
    ["gemini-3-flash-preview", { reasoning_effort: "none" }, { thinkingLevel: "minimal" }],
    ["gemini-3.7-flash", { reasoning_effort: "minimal" }, { thinkingLevel: "low", includeThoughts: true }],
    ["gemini-3.1-pro", { reasoning_effort: "minimal" }, { thinkingLevel: "low", includeThoughts: true }],
    ["gemini-3.1-pro", { reasoning_effort: "xhigh" }, { thinkingLevel: "high", includeThoughts: true }],
    [
      "gemini-flash-latest",
      { thinking: { type: "enabled", budget_tokens: 9_000 } },
      { thinkingLevel: "medium", includeThoughts: true },
    ],
    ["gemini-2.5-flash", { reasoning_effort: "none" }, { thinkingBudget: 0 }],
    ["gemini-2.5-pro", { reasoning_effort: "none" }, { thinkingBudget: 128 }],
    ["gemini-2.5-pro", { reasoning_effort: "max" }, { thinkingBudget: 32_768, includeThoughts: true }],
    ["gemini-2.5-flash-lite", { reasoning: { max_tokens: 100 } }, { thinkingBudget: 512, includeThoughts: true }],
    ["gemini-2.5-flash", { thinking: { type: "adaptive" } }, { thinkingBudget: -1, includeThoughts: true }],
  ])("of %s for %j", (...[model, body, thinkingConfig]) => {
    expect(configOf(body, { model })).toEqual({ thinkingConfig });
  });

  it("is named where the model has none", () => {
    for (const model of ["gemini-2.0-flash", "gemma-3-27b-it"]) {
      expect(write({ reasoning_effort: "high" }, { model })).toMatchObject({ dropped: ["reasoning_effort"] });
      expect(write({ reasoning_effort: "none" }, { model }).dropped).toEqual([]);
    }
  });
});

describe("a JSON schema", () => {
  it("says in words what Google's decoder does not know", () => {
    const schema = {
      type: "object",
      properties: { a: { type: "string", pattern: "^x" }, b: { const: 1 } },
      additionalProperties: false,
    };
    expect(configOf(format(schema))).toEqual({
      responseMimeType: "application/json",
      responseJsonSchema: {
        type: "object",
        properties: { a: { type: "string", description: '(pattern: "^x")' }, b: { enum: [1] } },
        additionalProperties: false,
      },
    });
  });

  it("becomes an instruction beside the tools of an older model", () => {
    const { body, dropped } = write({ ...format({ type: "object" }), tools: [tool] }, { model: "gemini-2.5-flash" });
    expect(body).toMatchObject({
      systemInstruction: { parts: [{ text: expect.stringContaining('{"type":"object"}') }] },
    });
    expect([body["generationConfig"], dropped]).toEqual([undefined, ["response_format"]]);
  });
});

describe("limits", () => {
  it("of five stops and a seed of 32 bits are kept and named", () => {
    expect(write({ stop: ["1", "2", "3", "4", "5", "6"], seed: 2 ** 40 })).toMatchObject({
      body: { generationConfig: { stopSequences: ["1", "2", "3", "4", "5"] } },
      dropped: expect.arrayContaining(["stop", "seed"]),
    });
  });

  it("of the output are the smallest of all, and none where nobody set one", () => {
    expect(configOf({ max_tokens: 900 }, { outputTokensCap: 70, maxOutputTokens: 500 })).toEqual({
      maxOutputTokens: 70,
    });
    expect(configOf({ max_tokens: 900 }, { maxOutputTokens: 500 })).toEqual({ maxOutputTokens: 500 });
    expect(configOf({}, { maxOutputTokens: 500 })).toBeUndefined();
  });

  it("hold for a body that is in Google's format already", () => {
    const target = { model: "m", stream: false, quirks: {}, outputTokensCap: 70 };
    expect(
      relayGoogleRequest({ contents: [], generationConfig: { maxOutputTokens: 900, topK: 1 } }, target).body,
    ).toEqual({
      contents: [],
      generationConfig: { maxOutputTokens: 70, topK: 1 },
    });
  });
});

describe("tools", () => {
  it("that take free text take it as their only parameter; those of other makers are named", () => {
    const { body, dropped } = write({ tools: [{ type: "custom", custom: { name: "sql" } }, { type: "web_search" }] });
    expect(body["tools"]).toMatchObject([
      { functionDeclarations: [{ name: "sql", parametersJsonSchema: { required: ["input"] } }] },
    ]);
    expect(dropped).toEqual(["tools.web_search"]);
  });

  it("keep their schema whole, references included", () => {
    const parameters = {
      $defs: { a: { type: "string" } },
      type: "object",
      properties: { a: { $ref: "#/$defs/a" } },
      additionalProperties: false,
    };
    const { body } = write({ tools: [{ type: "function", function: { name: "f", parameters } }] });
    expect(body["tools"]).toEqual([{ functionDeclarations: [{ name: "f", parametersJsonSchema: parameters }] }]);
  });
});
