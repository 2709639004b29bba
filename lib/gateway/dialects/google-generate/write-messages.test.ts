import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { translate } from "../../../../tests/conformance/support.ts";

const write = (messages: readonly JsonObject[], model = "gemini-3.1-pro"): JsonObject =>
  translate({ from: "openai-chat", to: "google-generate" }, { messages }, { model }).body;
const user = (content: string) => ({ role: "user", content });
const callOf = (id: string, more: JsonObject = {}) => ({
  id,
  type: "function",
  function: { name: "look", arguments: '{"a":1}' },
  ...more,
});
const resultOf = (id: string, content: JsonObject[string]) => ({ role: "tool", tool_call_id: id, content });
const functionCall = (id: string) => ({ id, name: "look", args: { a: 1 } });

describe("a conversation written for Google", () => {
  it("joins neighbours of one role, begins with the user, and has later system messages as the user's words", () => {
    const { contents, systemInstruction } = write([
      { role: "system", content: "A" },
      { role: "assistant", content: "a" },
      user("b"),
      { role: "system", content: "C" },
    ]);
    expect(systemInstruction).toEqual({ parts: [{ text: "A" }] });
    expect(contents).toEqual([
      { role: "user", parts: [{ text: "Continue." }] },
      { role: "model", parts: [{ text: "a" }] },
      { role: "user", parts: [{ text: "b" }, { text: "C" }] },
    ]);
  });

  it("tells Gemma its instructions with the user's first words", () => {
    expect(write([{ role: "system", content: "A" }, user("b")], "gemma-3-27b-it")).toEqual({
      contents: [{ role: "user", parts: [{ text: "A" }, { text: "b" }] }],
    });
  });

  it("names the function in a result, keeps objects, and wraps other results", () => {
    const { contents } = write([
      user("Hi"),
      { role: "assistant", tool_calls: [callOf("c1"), callOf("c2")] },
      resultOf("c1", '{"t":22}'),
      resultOf("c2", "fine"),
    ]);
    expect(contents).toMatchObject([
      {},
      { role: "model", parts: [{ functionCall: functionCall("c1") }, { functionCall: functionCall("c2") }] },
      {
        role: "user",
        parts: [
          { functionResponse: { id: "c1", name: "look", response: { t: 22 } } },
          { functionResponse: { id: "c2", name: "look", response: { output: "fine" } } },
        ],
      },
    ]);
  });

  it("signs the first call of a turn made elsewhere with Google's own word, where the model wants it", () => {
    const turn = [user("Hi"), { role: "assistant", tool_calls: [callOf("c1"), callOf("c2")] }];
    expect(write(turn)["contents"]).toMatchObject([
      {},
      {
        parts: [
          { thoughtSignature: "skip_thought_signature_validator" },
          expect.not.objectContaining({ thoughtSignature: expect.anything() }),
        ],
      },
    ]);
    expect(JSON.stringify(write(turn, "gemini-2.5-pro"))).not.toContain("thoughtSignature");
  });

  it("returns the signatures of calls and of text to where they came from", () => {
    const details = [
      { type: "reasoning.text", text: "Hm.", signature: "text-sig", format: "google-gemini-v1", index: 0 },
      { type: "reasoning.encrypted", data: "call-sig", id: "c1", format: "google-gemini-v1", index: 1 },
    ];
    const { contents } = write([
      user("Hi"),
      { role: "assistant", content: "I look.", tool_calls: [callOf("c1")], reasoning_details: details },
    ]);
    expect(contents).toMatchObject([
      {},
      {
        parts: [
          { text: "I look.", thoughtSignature: "text-sig" },
          { functionCall: functionCall("c1"), thoughtSignature: "call-sig" },
        ],
      },
    ]);
  });

  it("puts pictures into a result where the model takes that, else behind it", () => {
    const image = { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } };
    const turn = [
      user("Hi"),
      { role: "assistant", tool_calls: [callOf("c1")] },
      resultOf("c1", [{ type: "text", text: "see" }, image]),
    ];
    const inline = { inlineData: { mimeType: "image/png", data: "iVBORw0KGgo=" } };
    expect(write(turn)["contents"]).toMatchObject([
      {},
      {},
      { parts: [{ functionResponse: { response: { output: "see" }, parts: [inline] } }] },
    ]);
    expect(write(turn, "gemini-2.5-pro")["contents"]).toMatchObject([
      {},
      {},
      { parts: [{ functionResponse: {} }, inline] },
    ]);
  });
});
