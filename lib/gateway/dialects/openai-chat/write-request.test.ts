import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { translate } from "../../../../tests/conformance/support.ts";
import type { TargetModel } from "../dialect.ts";

const fromMessages = (body: JsonObject, target: Partial<TargetModel> = {}) =>
  translate({ from: "anthropic-messages", to: "openai-chat" }, body, target);
const text = (value: string, more: JsonObject = {}) => ({ type: "text", text: value, ...more });
const call = { type: "tool_use", id: "c1", name: "look", input: { a: 1 } };
const toolTurn = (content: JsonObject[], ...after: JsonObject[]) => ({
  messages: [
    { role: "user", content: "Hi" },
    { role: "assistant", content: [call] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content }, ...after] },
  ],
});

describe("a request written for a chat provider", () => {
  it("joins a system prompt of several blocks, which not every provider takes as a list", () => {
    const { body } = fromMessages({ system: [text("Be kind."), text("Be brief.")] });
    expect(body["messages"]).toEqual([
      { role: "system", content: "Be kind.\n\nBe brief." },
      { role: "user", content: "Hi" },
    ]);
  });

  it("puts pictures of a tool's result behind it, because a tool message holds text only", () => {
    const image = { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" } };
    const { body } = fromMessages(toolTurn([image], text("So?")));
    expect(body["messages"]).toMatchObject([
      { role: "user" },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", function: { name: "look", arguments: '{"a":1}' } }],
      },
      { role: "tool", tool_call_id: "c1", content: "The result follows in the next message." },
      {
        role: "user",
        content: [{ type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } }, text("So?")],
      },
    ]);
  });

  it("writes a plain text document as text", () => {
    const document = { type: "document", source: { type: "text", media_type: "text/plain", data: "Once." } };
    const { body } = fromMessages({ messages: [{ role: "user", content: [document, text("Sum up")] }] });
    expect(body["messages"]).toEqual([{ role: "user", content: [text("Once."), text("Sum up")] }]);
  });

  it("refuses what would change the question if it were left out", () => {
    const file = { type: "document", source: { type: "file", file_id: "file_1" } };
    const odd = { type: "search_result", source: "x" };
    for (const block of [file, odd]) {
      expect(() => fromMessages({ messages: [{ role: "user", content: [block] }] })).toThrow(
        expect.objectContaining({ code: "unsupported_parameter" }),
      );
    }
  });

  it("keeps cache marks for a provider that knows them", () => {
    const system = [text("Long", { cache_control: { type: "ephemeral" } })];
    const { body, dropped } = fromMessages({ system }, { quirks: { cacheControl: true } });
    expect([body["messages"], dropped]).toMatchObject([[{ role: "system", content: system }, { role: "user" }], []]);
  });

  it("gives the history's reasoning to a provider that takes it back, in its own field", () => {
    const thinking = { type: "thinking", thinking: "Hm.", signature: "s" };
    const body = {
      messages: [
        { role: "user", content: "Hi" },
        { role: "assistant", content: [thinking, text("Yes")] },
      ],
    };
    const reasoningOf = (quirks: TargetModel["quirks"]) => {
      const { messages } = fromMessages(body, { quirks }).body;
      return Array.isArray(messages) ? messages[1] : undefined;
    };
    expect(reasoningOf({})).toEqual({ role: "assistant", content: "Yes" });
    expect(reasoningOf({ reasoningField: "reasoning_content" })).toEqual({
      role: "assistant",
      content: "Yes",
      reasoning_content: "Hm.",
    });
    expect(reasoningOf({ reasoningField: "reasoning_details" })).toMatchObject({
      reasoning_details: [{ type: "reasoning.text", text: "Hm.", signature: "s", format: "anthropic-claude-v1" }],
    });
  });

  it("caps the output by the smaller number, in the field that the provider takes", () => {
    const quirks = { outputCapField: "max_completion_tokens" as const };
    expect(fromMessages({ max_tokens: 900 }, { quirks, outputTokensCap: 50 }).body).toMatchObject({
      max_completion_tokens: 50,
    });
    expect(fromMessages({ max_tokens: 20 }, { outputTokensCap: 50 }).body).toMatchObject({ max_tokens: 20 });
  });

  it("does not ask a model to reason that cannot, nor to stop what it does not do", () => {
    const thinking = { max_tokens: 9_000, thinking: { type: "enabled", budget_tokens: 2_000 } };
    const without = { capabilities: { reasoning: false } };
    expect(fromMessages(thinking).body["reasoning_effort"]).toBe("low");
    const refused = fromMessages(thinking, without);
    expect([refused.body["reasoning_effort"], refused.dropped]).toEqual([undefined, ["reasoning_effort"]]);
    expect(fromMessages({ thinking: { type: "disabled" } }).body).not.toHaveProperty("reasoning_effort");
  });

  it("names the tools that only another format knows", () => {
    const { body, dropped } = fromMessages({
      tools: [{ type: "web_search_20250305", name: "web_search" }],
      tool_choice: { type: "auto" },
    });
    expect([body["tools"], body["tool_choice"], dropped]).toEqual([undefined, undefined, ["tools.web_search"]]);
  });
});
