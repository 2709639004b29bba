import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { GatewayError } from "../../errors.ts";
import { readMessagesRequest } from "./read-request.ts";

const user = { role: "user", content: "Hi" };
const read = (fields: JsonObject) => readMessagesRequest({ model: "m", max_tokens: 100, messages: [user], ...fields });

function errorOf(fields: JsonObject): readonly [string, string | undefined] {
  try {
    read(fields);
  } catch (error) {
    if (error instanceof GatewayError) return [error.code, error.options.param];
    throw error;
  }
  return ["none", undefined];
}

describe("a messages request", () => {
  it.each<readonly [JsonObject, string, string]>([
    [{ max_tokens: null }, "invalid_request", "max_tokens"],
    [{ max_tokens: 0 }, "out_of_range", "max_tokens"],
    [{ temperature: 1.5 }, "out_of_range", "temperature"],
    [{ messages: [] }, "invalid_request", "messages"],
    [{ messages: [{ role: "tool", content: "x" }] }, "invalid_request", "messages[0].role"],
    [{ messages: [{ role: "user" }] }, "invalid_request", "messages[0].content"],
    [{ messages: [{ role: "user", content: [{ type: "image" }] }] }, "invalid_type", "messages[0].content[0].source"],
    [
      { messages: [{ role: "user", content: [{ type: "tool_result", tool_use_id: "t" }] }] },
      "invalid_request",
      "messages[0].content[0].tool_use_id",
    ],
    [{ system: 5 }, "invalid_type", "system"],
    [{ system: [{ text: "x" }] }, "invalid_request", "system[0].type"],
    [{ tools: [{ type: "custom" }] }, "invalid_request", "tools[0].name"],
    [{ tool_choice: { type: "maybe" } }, "invalid_request", "tool_choice.type"],
    [{ thinking: { type: "enabled" } }, "invalid_request", "thinking.budget_tokens"],
    [{ thinking: { type: "enabled", budget_tokens: 5 } }, "out_of_range", "thinking.budget_tokens"],
    [{ metadata: { user_id: 5 } }, "invalid_type", "metadata.user_id"],
  ])("with %j is refused: %s at %s", (fields, code, param) => {
    expect(errorOf(fields)).toEqual([code, param]);
  });

  it.each<readonly [JsonObject, JsonObject | undefined]>([
    [{}, undefined],
    [{ thinking: { type: "disabled" } }, { effort: "none" }],
    [{ thinking: { type: "adaptive" } }, { summary: "auto" }],
    [{ thinking: { type: "adaptive", display: "omitted" } }, {}],
    [
      { thinking: { type: "adaptive" }, output_config: { effort: "low" } },
      { effort: "low", summary: "auto" },
    ],
    [{ thinking: { type: "enabled", budget_tokens: 2_000 } }, { budgetTokens: 2_000, summary: "auto" }],
    [{ output_config: { effort: "max" } }, { effort: "max" }],
  ])("with %j asks for reasoning %j", (fields, expected) => {
    expect(read(fields).reasoning).toEqual(expected);
  });

  it("keeps the order of blocks and tells tools of its own from Anthropic's", () => {
    const search = { type: "web_search_20250305", name: "web_search" };
    const request = read({
      tools: [{ name: "look", input_schema: { type: "object" } }, search],
      messages: [
        user,
        {
          role: "assistant",
          content: [
            { type: "thinking", thinking: "Hm.", signature: "s" },
            { type: "text", text: "I look." },
            { type: "tool_use", id: "t", name: "look", input: { a: 1 } },
            { type: "server_tool_use", id: "s", name: "web_search", input: {} },
          ],
        },
        {
          role: "user",
          content: [{ type: "tool_result", tool_use_id: "t", is_error: true, content: [{ type: "text", text: "no" }] }],
        },
      ],
    });
    expect(request.tools).toEqual([
      { name: "look", parameters: { type: "object" } },
      { name: "web_search", native: { dialect: "anthropic-messages", value: search } },
    ]);
    expect(request.messages.slice(1)).toMatchObject([
      {
        parts: [
          { type: "reasoning", signature: "s" },
          { type: "text" },
          { type: "tool_call", arguments: '{"a":1}' },
          { type: "native" },
        ],
      },
      {
        parts: [
          { type: "tool_result", callId: "t", name: "look", isError: true, parts: [{ type: "text", text: "no" }] },
        ],
      },
    ]);
  });
});
