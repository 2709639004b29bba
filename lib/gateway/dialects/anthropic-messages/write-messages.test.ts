import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { translate } from "../../../../tests/conformance/support.ts";

const write = (messages: readonly JsonObject[]): JsonObject =>
  translate({ from: "openai-chat", to: "anthropic-messages" }, { messages }).body;
const user = (content: JsonValue) => ({ role: "user", content });
const text = (value: string) => ({ type: "text", text: value });
const callOf = (id: string, input = "{}") => ({ id, type: "function", function: { name: "look", arguments: input } });

describe("a conversation written for Anthropic", () => {
  it("has its leading system messages on top and later ones as the user's", () => {
    const { system, messages } = write([
      { role: "system", content: "A" },
      { role: "developer", content: "B" },
      user("Hi"),
      { role: "system", content: "C" },
    ]);
    expect(system).toEqual([text("A"), text("B")]);
    expect(messages).toEqual([{ role: "user", content: [text("Hi"), text("C")] }]);
  });

  it("answers system messages that stand alone", () => {
    expect(write([{ role: "system", content: "A" }])).not.toHaveProperty("system");
    expect(write([{ role: "system", content: "A" }])["messages"]).toEqual([{ role: "user", content: [text("A")] }]);
  });

  it("alternates: neighbours of one role become one turn, and the user begins", () => {
    const { messages } = write([
      { role: "assistant", content: "a" },
      { role: "assistant", content: "b" },
      user("c"),
      user("d"),
    ]);
    expect(messages).toEqual([
      { role: "user", content: [text("Continue.")] },
      { role: "assistant", content: [text("a"), text("b")] },
      { role: "user", content: [text("c"), text("d")] },
    ]);
  });

  it("has all results of a turn in one message, before its texts", () => {
    const { messages } = write([
      user("Hi"),
      { role: "assistant", tool_calls: [callOf("c1"), callOf("c2")] },
      { role: "tool", tool_call_id: "c1", content: "1" },
      user("wait"),
      { role: "tool", tool_call_id: "c2", content: "" },
    ]);
    expect(Array.isArray(messages) && messages[2]).toEqual({
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: "c1", content: "1" },
        { type: "tool_result", tool_use_id: "c2" },
        text("wait"),
      ],
    });
  });

  it("has no empty text, and no white space behind an answer to be continued", () => {
    const { messages } = write([user([text(""), text("Hi")]), { role: "assistant", content: "So: " }]);
    expect(messages).toEqual([
      { role: "user", content: [text("Hi")] },
      { role: "assistant", content: [text("So:")] },
    ]);
    expect(() => write([user("")])).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });

  it("survives ids and arguments that Anthropic would refuse", () => {
    const { messages } = write([
      user("Hi"),
      { role: "assistant", tool_calls: [callOf("call:1/é", "{broken")] },
      { role: "tool", tool_call_id: "call:1/é", content: "1" },
    ]);
    expect(messages).toMatchObject([
      {},
      { content: [{ type: "tool_use", id: "call_1__", input: { input: "{broken" } }] },
      { content: [{ tool_use_id: "call_1__" }] },
    ]);
  });

  it("reads a text file out of its bytes", () => {
    const file = { type: "file", file: { filename: "a.txt", file_data: `data:text/plain;base64,${btoa("Once.")}` } };
    expect(write([user([file])])["messages"]).toEqual([
      {
        role: "user",
        content: [
          { type: "document", title: "a.txt", source: { type: "text", media_type: "text/plain", data: "Once." } },
        ],
      },
    ]);
    const broken = { type: "file", file: { filename: "a.txt", file_data: "data:text/plain;base64,%%%" } };
    expect(() => write([user([broken])])).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });
});
