import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { translate } from "../../../../tests/conformance/support.ts";
import type { TargetModel } from "../dialect.ts";

const write = (body: JsonObject, target: Partial<TargetModel> = {}) =>
  translate({ from: "openai-chat", to: "anthropic-messages" }, body, target);
const old = { model: "claude-3-5-sonnet-latest" };
const schema = { type: "object", properties: { a: { type: "string", minLength: 1 } } };
const format = { response_format: { type: "json_schema", json_schema: { name: "x", schema } } };
const tool = { type: "function", function: { name: "look", parameters: schema } };
const user = { role: "user", content: "Hi" };
const call = {
  role: "assistant",
  content: null,
  tool_calls: [{ id: "c1", type: "function", function: { name: "look", arguments: "{}" } }],
};
const result = { role: "tool", tool_call_id: "c1", content: "1" };

describe("the output cap", () => {
  it.each<readonly [JsonObject, Partial<TargetModel>, number]>([
    [{}, {}, 128_000],
    [{}, { model: "claude-3-haiku-20240307" }, 4_096],
    [{}, { maxOutputTokens: 9_000 }, 9_000],
    [{ max_tokens: 100_000 }, { maxOutputTokens: 9_000 }, 9_000],
    [{ max_tokens: 50 }, { outputTokensCap: 70 }, 50],
    [{}, { outputTokensCap: 70 }, 70],
  ])("of %j for %j is %d", (body, target, cap) => {
    expect(write(body, target).body["max_tokens"]).toBe(cap);
  });
});

describe("a JSON schema", () => {
  it("is native where the model has it, with its limits in words", () => {
    const { body, dropped } = write(format);
    expect(body["output_config"]).toEqual({
      format: {
        type: "json_schema",
        schema: {
          type: "object",
          properties: { a: { type: "string", description: "(minLength: 1)" } },
          additionalProperties: false,
        },
      },
    });
    expect(dropped).toEqual([]);
  });

  it("becomes a tool that an older model has to call, whole", () => {
    const { body, dropped } = write(format, old);
    expect(body).toMatchObject({
      tools: [{ name: "gateway_json_answer", input_schema: schema }],
      tool_choice: { type: "tool", name: "gateway_json_answer", disable_parallel_tool_use: true },
    });
    expect(dropped).toEqual(["response_format"]);
  });

  it("leaves an older model the choice between that tool and the caller's", () => {
    const { body } = write({ ...format, tools: [tool] }, old);
    expect(body).toMatchObject({
      tools: [{ name: "look" }, { name: "gateway_json_answer" }],
      tool_choice: { type: "any", disable_parallel_tool_use: true },
    });
  });
});

describe("thinking", () => {
  const think = (effort: string, target: Partial<TargetModel> = {}, more: JsonObject = {}) =>
    write({ reasoning_effort: effort, ...more }, { model: "claude-sonnet-4-5", ...target });

  it.each<readonly [string, string, JsonObject | undefined, JsonObject | undefined]>([
    ["claude-opus-5", "xhigh", { type: "adaptive", display: "summarized" }, { effort: "xhigh" }],
    ["claude-opus-4-6", "xhigh", { type: "adaptive", display: "summarized" }, { effort: "high" }],
    ["claude-opus-4-6", "minimal", { type: "adaptive", display: "summarized" }, { effort: "low" }],
    ["claude-sonnet-5", "none", { type: "disabled" }, undefined],
    ["claude-opus-4-6", "none", undefined, undefined],
    ["claude-sonnet-4-5", "medium", { type: "enabled", budget_tokens: 19_200 }, undefined],
  ])("of %s at effort %s", (...[model, effort, thinking, config]) => {
    const { body } = think(effort, { model });
    expect([body["thinking"], body["output_config"]]).toEqual([thinking, config]);
  });

  it("stays below the cap, and goes where the cap leaves it no room", () => {
    expect(think("high", {}, { max_tokens: 2_000 }).body).toMatchObject({
      max_tokens: 2_000,
      thinking: { budget_tokens: 1_200 },
    });
    expect(think("max", { outputTokensCap: 1_100 }).body).toMatchObject({
      max_tokens: 1_100,
      thinking: { budget_tokens: 1_045 },
    });
    const without = think("high", {}, { max_tokens: 1_000 });
    expect([without.body["thinking"], without.dropped]).toEqual([undefined, ["reasoning_effort"]]);
  });

  it("goes where a tool is forced or the model cannot, and is named", () => {
    const forced = think("high", {}, { tools: [tool], tool_choice: "required" });
    expect([forced.body["thinking"], forced.body["tool_choice"], forced.dropped]).toEqual([
      undefined,
      { type: "any" },
      ["reasoning_effort"],
    ]);
    expect(think("high", old).dropped).toEqual(["reasoning_effort"]);
  });

  it("goes in the middle of calls whose thinking nobody kept", () => {
    const { body, dropped } = think("high", {}, { tools: [tool], messages: [user, call, result] });
    expect([body["thinking"], dropped]).toEqual([undefined, ["reasoning_effort"]]);
    expect(think("high", {}, { tools: [tool], messages: [user, call, result, user] }).body["thinking"]).toBeUndefined();
    const answered = [user, call, result, { role: "assistant", content: "Yes" }, user];
    expect(think("high", {}, { tools: [tool], messages: answered }).body["thinking"]).toBeDefined();
  });

  it("takes no sampling beside it", () => {
    const { body, dropped } = think("high", {}, { temperature: 0.3, top_p: 0.9 });
    expect([body["temperature"], body["top_p"], dropped]).toEqual([undefined, undefined, ["temperature", "top_p"]]);
  });
});

describe("sampling", () => {
  it("is what the model takes: one of two, or none", () => {
    const both = { temperature: 0.3, top_p: 0.9 };
    expect(write(both, old).body).toMatchObject(both);
    expect(write(both)).toMatchObject({ body: { temperature: 0.3 }, dropped: ["top_p"] });
    expect(write({ temperature: 0.3 }, { model: "claude-opus-5" })).toMatchObject({ dropped: ["temperature"] });
    expect(write({ temperature: 1, top_p: 1 }, { model: "claude-opus-5" }).dropped).toEqual([]);
  });

  it("leaves out stops of white space, which Anthropic refuses", () => {
    expect(write({ stop: ["\n", "END"] })).toMatchObject({ body: { stop_sequences: ["END"] }, dropped: ["stop"] });
    expect(write({ stop: [" "] }).body).not.toHaveProperty("stop_sequences");
  });
});

describe("tools", () => {
  it("come from the history where it has calls and the request has none", () => {
    expect(write({ messages: [user, call, result] }).body).toMatchObject({
      tools: [{ name: "look", input_schema: { type: "object", properties: {} } }],
      tool_choice: { type: "none" },
    });
  });

  it("that take free text take it as their only parameter", () => {
    const custom = { tools: [{ type: "custom", custom: { name: "sql" } }] };
    expect(write(custom).body["tools"]).toEqual([
      { name: "sql", input_schema: { type: "object", properties: { input: { type: "string" } }, required: ["input"] } },
    ]);
  });

  it("are strict only where the model can be", () => {
    const strict = { tools: [{ type: "function", function: { name: "look", strict: true } }] };
    expect(write(strict, old)).toMatchObject({ dropped: ["tools.strict"] });
    expect(write(strict).body["tools"]).toMatchObject([
      { strict: true, input_schema: { additionalProperties: false } },
    ]);
  });
});

describe("parameters that Anthropic has not", () => {
  it("are named unless they change nothing", () => {
    const nothing = { frequency_penalty: 0, presence_penalty: 0, logprobs: false, n: 1 };
    expect(write(nothing).dropped).toEqual([]);
    expect(write({ prediction: { type: "content" }, verbosity: "low" }).dropped).toEqual(["prediction", "verbosity"]);
  });
});
