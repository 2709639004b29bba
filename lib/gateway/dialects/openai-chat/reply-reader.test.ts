import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { readStream, sse } from "../../../../tests/conformance/support.ts";
import type { CanonicalEvent } from "../canonical.ts";
import { readChatReply } from "./reply-reader.ts";

const chunk = (delta: JsonObject, more: JsonObject = {}) => ({
  id: "c",
  model: "m",
  created: 1,
  choices: [{ index: 0, delta, finish_reason: null, ...more }],
});
const end = (reason: string) => chunk({}, { finish_reason: reason });
const read = (...data: readonly (JsonObject | string)[]) =>
  readStream("openai-chat", sse(...data)).filter(({ type }) => type !== "start");
const tool = (call: JsonObject) => chunk({ tool_calls: [call] });
const finished = (reason: string, native = reason) => ({ type: "finish", choice: 0, reason, native });

describe("a streamed chat completion", () => {
  it.each<readonly [string, readonly (JsonObject | string)[], readonly object[]]>([
    [
      "ends with its mark",
      [chunk({ content: "a" }), end("stop"), "[DONE]", "junk"],
      [{ type: "text", choice: 0, text: "a" }, finished("stop")],
    ],
    [
      "ends without it",
      [chunk({ content: "a" }), end("stop")],
      [{ type: "text", choice: 0, text: "a" }, finished("stop")],
    ],
    [
      "has a mark but no reason",
      [chunk({ content: "a" }), "[DONE]"],
      [{ type: "text", choice: 0, text: "a" }, finished("stop")],
    ],
    [
      "repeats role and finish",
      [
        chunk({ role: "assistant", content: "" }),
        end("stop"),
        chunk({ role: "assistant", content: "" }, { finish_reason: "stop" }),
        "[DONE]",
      ],
      [finished("stop")],
    ],
    [
      "names the reason too early",
      [
        chunk({ content: "a" }, { finish_reason: "length" }),
        chunk({ content: "b" }, { finish_reason: "length" }),
        "[DONE]",
      ],
      [{ type: "text", choice: 0, text: "a" }, { type: "text", choice: 0, text: "b" }, finished("length")],
    ],
    [
      "has no index",
      [{ choices: [{ delta: { content: "a" }, finish_reason: "stop" }] }],
      [{ type: "text", choice: 0, text: "a" }, finished("stop")],
    ],
    ["begins without choices", [{ choices: [], prompt_filter_results: [] }, end("stop")], [finished("stop")]],
    ["has an unknown reason", [end("eos"), "[DONE]"], [finished("stop", "eos")]],
    ["calls a tool by its old name", [end("function_call"), "[DONE]"], [finished("stop", "function_call")]],
    [
      "refuses",
      [chunk({ refusal: "No." }), end("stop")],
      [{ type: "refusal", choice: 0, text: "No." }, finished("stop")],
    ],
  ])("that %s", (_, data, events) => {
    expect(read(...data)).toEqual(events);
  });

  it("that ends before its finish is cut off", () => {
    expect(read(chunk({ content: "a" })).at(-1)).toMatchObject({
      type: "error",
      error: { code: "upstream_stream_interrupted" },
    });
    expect(read()).toMatchObject([{ type: "error" }]);
  });

  it("that is no JSON cannot be read", () => {
    expect(() => read("nonsense")).toThrow(expect.objectContaining({ code: "upstream_invalid_response" }));
    expect(() => read("[1]")).toThrow(expect.objectContaining({ code: "upstream_invalid_response" }));
  });

  it("that fails says so once, before or behind content", () => {
    const failure = { error: { message: "x", code: 503 } };
    expect(read(failure, "[DONE]")).toMatchObject([{ type: "error", error: { code: "upstream_overloaded" } }]);
    expect(read(chunk({ content: "a" }), failure).map(({ type }) => type)).toEqual(["text", "error"]);
    const frame = { ...chunk({ content: "" }, { finish_reason: "error" }), error: { message: "x", code: 429 } };
    expect(read(frame, "[DONE]")).toMatchObject([{ type: "error", error: { code: "upstream_rate_limited" } }]);
  });

  it("of several choices is complete when each has its finish", () => {
    const two = (index: number, reason: string | null) => ({
      choices: [{ index, delta: { content: "x" }, finish_reason: reason }],
    });
    expect(read(two(0, null), two(1, "stop"), two(0, "stop")).filter(({ type }) => type === "finish")).toHaveLength(2);
    expect(read(two(0, null), two(1, "stop")).at(-1)).toMatchObject({ type: "error" });
  });
});

describe("usage in a stream", () => {
  const usage = { prompt_tokens: 3, completion_tokens: 2 };
  const typesOf = (events: readonly CanonicalEvent[]) => events.map(({ type }) => type);

  it.each<readonly [string, readonly (JsonObject | string)[], readonly string[]]>([
    ["in a frame of its own, behind the finish", [end("stop"), { choices: [], usage }, "[DONE]"], ["finish", "usage"]],
    ["with the last choice", [{ ...end("stop"), usage }, "[DONE]"], ["usage", "finish"]],
    ["where Moonshot puts it", [chunk({}, { finish_reason: "stop", usage }), "[DONE]"], ["usage", "finish"]],
    ["where Groq puts it", [{ ...end("stop"), x_groq: { usage } }, "[DONE]"], ["usage", "finish"]],
    [
      "in every frame",
      [{ ...chunk({ content: "a" }), usage }, { ...end("stop"), usage }, "[DONE]"],
      ["text", "usage_so_far", "usage", "finish"],
    ],
    [
      "before a finish that never comes",
      [{ ...chunk({ content: "a" }), usage }, "[DONE]"],
      ["text", "usage_so_far", "finish", "usage"],
    ],
    ["that says nothing", [{ ...end("stop"), usage: {} }, "[DONE]"], ["finish"]],
    ["of a reply that is cut off", [{ ...chunk({ content: "a" }), usage }], ["text", "usage_so_far", "error"]],
  ])("%s", (_, data, types) => {
    expect(typesOf(read(...data))).toEqual(types);
  });
});

describe("tool calls in a stream", () => {
  const start = (index: number, id: string, name: string) => ({ type: "tool_start", choice: 0, index, id, name });
  const input = (index: number, text: string) => ({ type: "tool_arguments", choice: 0, index, text });
  const done = finished("tool_calls");

  it.each<readonly [string, readonly JsonObject[], readonly object[]]>([
    [
      "in pieces, with empty names and ids behind the first",
      [
        tool({ index: 0, id: "a", type: "function", function: { name: "f", arguments: "" } }),
        tool({ index: 0, id: "", function: { name: "", arguments: "{}" } }),
      ],
      [start(0, "a", "f"), input(0, "{}")],
    ],
    [
      "whole, and counted from one",
      [tool({ index: 1, id: "a", function: { name: "f", arguments: "{}" } })],
      [start(0, "a", "f"), input(0, "{}")],
    ],
    [
      "without indexes",
      [
        tool({ id: "a", function: { name: "f", arguments: "{}" } }),
        tool({ id: "b", function: { name: "f", arguments: "{}" } }),
      ],
      [start(0, "a", "f"), input(0, "{}"), start(1, "b", "f"), input(1, "{}")],
    ],
    [
      "without indexes and ids",
      [
        tool({ function: { name: "f", arguments: "{" } }),
        tool({ function: { arguments: "}" } }),
        tool({ function: { name: "g" } }),
      ],
      [start(0, "", "f"), input(0, "{"), input(0, "}"), start(1, "", "g")],
    ],
    [
      "all under index 0",
      [
        tool({ index: 0, id: "a", function: { name: "f", arguments: "{}" } }),
        tool({ index: 0, id: "b", function: { name: "g", arguments: "{}" } }),
      ],
      [start(0, "a", "f"), input(0, "{}"), start(1, "b", "g"), input(1, "{}")],
    ],
    [
      "with arguments that are no text",
      [tool({ index: 0, id: "a", function: { name: "f", arguments: { x: 1 } } })],
      [start(0, "a", "f"), input(0, '{"x":1}')],
    ],
    [
      "with free text",
      [
        tool({ index: 0, id: "a", type: "custom", custom: { name: "f", input: "" } }),
        tool({ index: 0, custom: { input: "x" } }),
      ],
      [{ ...start(0, "a", "f"), custom: true }, input(0, "x")],
    ],
    [
      "in the deprecated form",
      [chunk({ function_call: { name: "f", arguments: "{}" } })],
      [start(0, "", "f"), input(0, "{}")],
    ],
    [
      "with Google's signature",
      [
        tool({
          index: 0,
          id: "a",
          function: { name: "f", arguments: "{}" },
          extra_content: { google: { thought_signature: "s" } },
        }),
      ],
      [{ ...start(0, "a", "f"), signature: "s" }, input(0, "{}")],
    ],
  ])("%s", (_, data, events) => {
    expect(read(...data, end("tool_calls"))).toEqual([...events, done]);
  });

  it("make the finish one of calls even where the provider says stop", () => {
    expect(read(tool({ index: 0, id: "a", function: { name: "f" } }), end("stop")).at(-1)).toEqual(
      finished("tool_calls", "stop"),
    );
  });
});

describe("reasoning in a stream", () => {
  it.each<readonly [string, JsonObject, readonly object[]]>([
    ["DeepSeek's", { reasoning_content: "a" }, [{ type: "reasoning", text: "a" }]],
    ["Groq's", { reasoning: "a" }, [{ type: "reasoning", text: "a" }]],
    [
      "OpenRouter's, which comes twice",
      { reasoning: "a", reasoning_details: [{ type: "reasoning.text", text: "a", format: "unknown" }] },
      [{ type: "reasoning", text: "a" }],
    ],
    [
      "OpenRouter's, signed",
      {
        reasoning_details: [
          { type: "reasoning.text", text: "a", signature: "s", format: "f" },
          { type: "reasoning.encrypted", data: "d", id: "i", format: "f" },
        ],
      },
      [
        { type: "reasoning", text: "a", format: "f" },
        { type: "reasoning_signature", signature: "s", format: "f" },
        { type: "reasoning_redacted", data: "d", id: "i", format: "f" },
      ],
    ],
    [
      "Mistral's",
      {
        content: [
          { type: "thinking", thinking: [{ type: "text", text: "a" }] },
          { type: "text", text: "b" },
        ],
      },
      [
        { type: "reasoning", text: "a" },
        { type: "text", text: "b" },
      ],
    ],
  ])("%s", (_, delta, events) => {
    expect(read(chunk(delta), end("stop")).slice(0, -1)).toEqual(events.map((event) => ({ choice: 0, ...event })));
  });
});

describe("a whole chat completion", () => {
  const whole = (message: JsonObject, more: JsonObject = {}) => ({
    id: "c",
    model: "m",
    created: 1,
    choices: [{ index: 0, message, finish_reason: "stop", ...more }],
  });

  it("gives the same events as a stream", () => {
    const message = {
      role: "assistant",
      content: "a",
      tool_calls: [{ id: "x", type: "function", function: { name: "f", arguments: "{}" } }],
    };
    const streamed = readStream(
      "openai-chat",
      sse(chunk(message), { ...end("tool_calls"), usage: { prompt_tokens: 1, completion_tokens: 1 } }, "[DONE]"),
    );
    const reply = {
      ...whole(message, { finish_reason: "tool_calls" }),
      usage: { prompt_tokens: 1, completion_tokens: 1 },
    };
    expect(readChatReply(reply)).toEqual(streamed);
  });

  it("without choices cannot be understood, and one that holds an error is that error", () => {
    expect(() => readChatReply({ choices: [] })).toThrow(
      expect.objectContaining({ code: "upstream_invalid_response" }),
    );
    expect(() => readChatReply({})).toThrow(expect.objectContaining({ code: "upstream_invalid_response" }));
    expect(() => readChatReply({ error: { code: 429, message: "x" } })).toThrow(
      expect.objectContaining({ code: "upstream_rate_limited" }),
    );
  });
});
