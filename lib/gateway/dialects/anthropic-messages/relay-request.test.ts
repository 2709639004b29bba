import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { relayMessagesRequest } from "./relay-request.ts";

const base = {
  model: "asked",
  max_tokens: 4_000,
  messages: [{ role: "user", content: "Hi" }],
  container: "c",
  x: null,
};
const relay = (body: JsonObject, outputTokensCap?: number) =>
  relayMessagesRequest(
    { ...base, ...body },
    { model: "real", stream: false, quirks: {}, ...(outputTokensCap && { outputTokensCap }) },
  );

describe("a relayed messages request", () => {
  it("changes the model and nothing else", () => {
    expect(relay({})).toEqual({ body: { ...base, model: "real" }, dropped: [] });
    expect(relay({}, 9_000).body["max_tokens"]).toBe(4_000);
  });

  it("keeps the thinking budget below a lowered cap, or goes without thinking", () => {
    const thinking = { type: "enabled", budget_tokens: 3_000 };
    expect(relay({ thinking }, 2_000).body).toMatchObject({ max_tokens: 2_000, thinking: { budget_tokens: 1_999 } });
    expect(relay({ thinking }, 500)).toMatchObject({ body: { max_tokens: 500 }, dropped: ["thinking"] });
    expect(relay({ thinking }, 500).body).not.toHaveProperty("thinking");
    expect(relay({ thinking }, 3_500).body["thinking"]).toEqual(thinking);
  });

  it("takes out thinking that Anthropic never signed, and leaves its own", () => {
    const own = { type: "thinking", thinking: "a", signature: "real==" };
    const foreign = { type: "redacted_thinking", data: "gw1r.google-gemini-v1..sig" };
    const unsigned = { type: "thinking", thinking: "b", signature: "" };
    const messages = [
      ...base.messages,
      { role: "assistant", content: [own, foreign, unsigned, { type: "text", text: "x" }] },
    ];
    expect(relay({ messages }).body["messages"]).toEqual([
      ...base.messages,
      { role: "assistant", content: [own, { type: "text", text: "x" }] },
    ]);
  });
});
