import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { GatewayError } from "../../errors.ts";
import { readResponsesRequest } from "./read-request.ts";

const read = (fields: JsonObject) => readResponsesRequest({ model: "m", input: "Hi", ...fields });

function errorOf(fields: JsonObject): readonly [string, string | undefined] {
  try {
    read(fields);
  } catch (error) {
    if (error instanceof GatewayError) return [error.code, error.options.param];
    throw error;
  }
  return ["none", undefined];
}

describe("a responses request", () => {
  it.each<readonly [JsonObject, string, string]>([
    [{ input: null }, "invalid_request", "input"],
    [{ input: 5 }, "invalid_type", "input"],
    [{ input: [] }, "invalid_request", "input"],
    [{ input: ["x"] }, "invalid_type", "input[0]"],
    [{ input: [{ role: "wizard", content: "x" }] }, "invalid_request", "input[0].role"],
    [{ input: [{ role: "user" }] }, "invalid_request", "input[0].content"],
    [{ input: [{ role: "user", content: [{ type: "input_text" }] }] }, "invalid_type", "input[0].content[0].text"],
    [{ input: [{ type: "function_call", call_id: "c" }] }, "invalid_request", "input[0].name"],
    [{ input: [{ type: "function_call_output", call_id: "c", output: "x" }] }, "invalid_request", "input[0].call_id"],
    [{ instructions: 5 }, "invalid_type", "instructions"],
    [{ max_output_tokens: 0 }, "out_of_range", "max_output_tokens"],
    [{ temperature: 3 }, "out_of_range", "temperature"],
    [{ text: { format: { type: "xml" } } }, "invalid_request", "text.format.type"],
    [{ tools: [{ type: "function" }] }, "invalid_request", "tools[0].name"],
    [{ metadata: { a: 1 } }, "invalid_type", "metadata.a"],
  ])("with %j is refused: %s at %s", (fields, code, param) => {
    expect(errorOf(fields)).toEqual([code, param]);
  });

  it("may refer to what the provider holds, in place of input and for calls it does not repeat", () => {
    expect(errorOf({ input: null, previous_response_id: "resp_1" })).toEqual(["none", undefined]);
    const output = { type: "function_call_output", call_id: "c", output: "x" };
    expect(errorOf({ input: [output], previous_response_id: "resp_1" })).toEqual(["none", undefined]);
  });

  it("makes one message of the items of one turn", () => {
    const { messages } = read({
      instructions: "Be kind.",
      input: [
        { role: "developer", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "input_text", text: "Hi" },
            { type: "input_image", file_id: "file_1", detail: "low" },
          ],
        },
        {
          type: "reasoning",
          id: "rs_1",
          summary: [
            { type: "summary_text", text: "a" },
            { type: "summary_text", text: "b" },
          ],
          encrypted_content: "e",
        },
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "I look." }] },
        { type: "function_call", call_id: "c1", name: "f", arguments: "{}" },
        { type: "custom_tool_call", call_id: "c2", name: "g", input: "x" },
        { type: "function_call_output", call_id: "c1", output: [{ type: "input_text", text: "1" }] },
        { type: "custom_tool_call_output", call_id: "c2", output: "2" },
      ],
    });
    expect(messages).toEqual([
      { role: "system", parts: [{ type: "text", text: "Be kind." }] },
      { role: "system", developer: true, parts: [{ type: "text", text: "Be brief." }] },
      {
        role: "user",
        parts: [
          { type: "text", text: "Hi" },
          { type: "image", source: { kind: "file_id", id: "file_1" }, detail: "low" },
        ],
      },
      {
        role: "assistant",
        parts: [
          { type: "reasoning", text: "a\n\nb", id: "rs_1", format: "openai-responses-v1", redacted: "e" },
          { type: "text", text: "I look." },
          { type: "tool_call", id: "c1", name: "f", arguments: "{}" },
          { type: "tool_call", id: "c2", name: "g", arguments: "x", custom: true },
        ],
      },
      {
        role: "tool",
        parts: [
          { type: "tool_result", callId: "c1", name: "f", parts: [{ type: "text", text: "1" }] },
          { type: "tool_result", callId: "c2", name: "g", parts: [{ type: "text", text: "2" }] },
        ],
      },
    ]);
  });
});
