import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { GatewayError } from "../../errors.ts";
import { readChatRequest } from "./read-request.ts";

const user = { role: "user", content: "Hi" };
const read = (fields: JsonObject) => readChatRequest({ model: "m", messages: [user], ...fields });

function errorOf(fields: JsonObject): readonly [string, string | undefined] {
  try {
    read(fields);
  } catch (error) {
    if (error instanceof GatewayError) return [error.code, error.options.param];
    throw error;
  }
  return ["none", undefined];
}

describe("a chat request", () => {
  it.each<readonly [JsonObject, string, string]>([
    [{ model: null }, "invalid_type", "model"],
    [{ model: 5 }, "invalid_type", "model"],
    [{ model: "two words" }, "invalid_request", "model"],
    [{ model: "x".repeat(129) }, "invalid_request", "model"],
    [{ messages: null }, "invalid_request", "messages"],
    [{ messages: "Hi" }, "invalid_type", "messages"],
    [{ messages: [] }, "invalid_request", "messages"],
    [{ messages: ["Hi"] }, "invalid_type", "messages[0]"],
    [{ messages: [{ content: "Hi" }] }, "invalid_request", "messages[0].role"],
    [{ messages: [user, { role: "wizard", content: "" }] }, "invalid_request", "messages[1].role"],
    [{ messages: [{ role: "user" }] }, "invalid_request", "messages[0].content"],
    [{ messages: [{ role: "user", content: 5 }] }, "invalid_type", "messages[0].content"],
    [
      { messages: [{ role: "user", content: [{ type: "text", text: 5 }] }] },
      "invalid_type",
      "messages[0].content[0].text",
    ],
    [
      { messages: [{ role: "user", content: [{ type: "image_url" }] }] },
      "invalid_type",
      "messages[0].content[0].image_url",
    ],
    [{ messages: [{ role: "tool", content: "x" }] }, "invalid_request", "messages[0].tool_call_id"],
    [
      { messages: [user, { role: "tool", tool_call_id: "c9", content: "x" }] },
      "invalid_request",
      "messages[1].tool_call_id",
    ],
    [
      { messages: [{ role: "assistant", tool_calls: [{ id: "c1" }] }] },
      "invalid_type",
      "messages[0].tool_calls[0].function",
    ],
    [{ tools: {} }, "invalid_type", "tools"],
    [{ tools: [{ type: "function" }] }, "invalid_type", "tools[0].function"],
    [{ tools: [{ type: "function", function: { name: 7 } }] }, "invalid_type", "tools[0].function.name"],
    [{ tool_choice: "maybe" }, "invalid_request", "tool_choice"],
    [{ response_format: { type: "xml" } }, "invalid_request", "response_format.type"],
    [{ response_format: { type: "json_schema" } }, "invalid_type", "response_format.json_schema"],
    [{ temperature: 2.1 }, "out_of_range", "temperature"],
    [{ temperature: "hot" }, "invalid_type", "temperature"],
    [{ top_p: -0.1 }, "out_of_range", "top_p"],
    [{ n: 129 }, "out_of_range", "n"],
    [{ n: 1.5 }, "invalid_type", "n"],
    [{ max_tokens: 0 }, "out_of_range", "max_tokens"],
    [{ max_completion_tokens: 2 ** 60 }, "out_of_range", "max_completion_tokens"],
    [{ top_logprobs: 21 }, "out_of_range", "top_logprobs"],
    [{ stop: [5] }, "invalid_type", "stop[0]"],
    [{ metadata: { a: 1 } }, "invalid_type", "metadata.a"],
    [{ stream: "yes" }, "invalid_type", "stream"],
    [{ stream_options: { include_usage: 1 } }, "invalid_type", "stream_options.include_usage"],
  ])("with %j is refused: %s at %s", (fields, code, param) => {
    expect(errorOf(fields)).toEqual([code, param]);
  });

  it("takes null for absent, as OpenAI does", () => {
    const nulls = {
      temperature: null,
      stop: null,
      tools: null,
      tool_choice: null,
      stream_options: null,
      n: null,
      user: null,
    };
    expect(read(nulls)).toEqual(read({}));
  });

  it("keeps what no other format has, and numbers of any size for the seed", () => {
    const request = read({
      seed: 2 ** 53,
      min_p: 0.1,
      reasoning_effort: "default",
      prediction: { type: "content" },
    });
    expect(request.extras).toEqual({ min_p: 0.1, reasoning_effort: "default", prediction: { type: "content" } });
    expect(request.sampling.seed).toBe(2 ** 53);
  });

  it.each<readonly [JsonObject, JsonObject]>([
    [{ reasoning_effort: "high" }, { effort: "high" }],
    [{ reasoning: { effort: "low" } }, { effort: "low" }],
    [{ reasoning: { max_tokens: 900 } }, { budgetTokens: 900 }],
    [{ reasoning: { enabled: false } }, { effort: "none" }],
    [{ thinking: { type: "enabled", budget_tokens: 2_000 } }, { budgetTokens: 2_000 }],
    [{ thinking: { type: "disabled" } }, { effort: "none" }],
  ])("finds reasoning asked for with %j", (fields, expected) => {
    expect(read(fields).reasoning).toEqual(expected);
  });

  it("reads messages of every role into parts", () => {
    const { messages } = read({
      messages: [
        { role: "developer", content: "Be kind.", name: "dev" },
        {
          role: "user",
          content: ["a", { type: "text", text: "" }, { type: "image_url", image_url: "https://x/y.png" }],
        },
        { role: "assistant", content: null, refusal: "No.", reasoning_content: "Hm.", audio: { id: "a1" } },
        { role: "assistant", function_call: { name: "f", arguments: "{}" } },
        { role: "function", name: "f", content: "1" },
      ],
    });
    expect(messages).toEqual([
      { role: "system", developer: true, name: "dev", parts: [{ type: "text", text: "Be kind." }] },
      {
        role: "user",
        parts: [
          { type: "text", text: "a" },
          { type: "image", source: { kind: "url", url: "https://x/y.png" } },
        ],
      },
      {
        role: "assistant",
        parts: [
          { type: "reasoning", text: "Hm." },
          { type: "refusal", text: "No." },
          { type: "native", dialect: "openai-chat", value: { audio: { id: "a1" } } },
        ],
      },
      { role: "assistant", parts: [{ type: "tool_call", id: "call_f", name: "f", arguments: "{}" }] },
      {
        role: "tool",
        parts: [{ type: "tool_result", callId: "call_f", name: "f", parts: [{ type: "text", text: "1" }] }],
      },
    ]);
  });

  it("reads tools that take free text and tools that only OpenAI knows", () => {
    const grammar = { type: "grammar", grammar: { syntax: "lark", definition: "start: A" } };
    const { tools } = read({
      tools: [{ type: "custom", custom: { name: "sql", format: grammar } }, { type: "web_search" }],
    });
    expect(tools).toEqual([
      { name: "sql", custom: { format: grammar } },
      { name: "web_search", native: { dialect: "openai-chat", value: { type: "web_search" } } },
    ]);
  });

  it("reads tools and their choice in the deprecated form too", () => {
    const request = read({
      functions: [{ name: "look", parameters: { type: "object" } }],
      function_call: { name: "look" },
    });
    expect(request).toMatchObject({
      tools: [{ name: "look", parameters: { type: "object" } }],
      toolChoice: { kind: "tool", name: "look" },
      legacyFunctions: true,
      extras: {},
    });
    expect(errorOf({ functions: [{}] })).toEqual(["invalid_request", "functions[0].name"]);
    expect(errorOf({ functions: [], function_call: 5 })).toEqual(["invalid_request", "function_call"]);
  });
});
