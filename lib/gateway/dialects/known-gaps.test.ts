import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import {
  joinPieces,
  outboundOf,
  readStream,
  sse,
  translate,
  writeStream,
  writeWhole,
} from "../../../tests/conformance/support.ts";

const failed = {
  messages: [
    { role: "user", content: "Hi" },
    { role: "assistant", content: [{ type: "tool_use", id: "t1", name: "look", input: {} }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "t1", is_error: true, content: "no such file" }] },
  ],
};

describe("a tool result that is an error", () => {
  it.each<readonly ["openai-chat" | "openai-responses" | "google-generate", JsonObject, readonly string[]]>([
    ["openai-chat", { messages: [{}, {}, { role: "tool", content: "Error: no such file" }] }, ["is_error"]],
    ["openai-responses", { input: [{}, {}, { output: "Error: no such file" }] }, ["is_error"]],
    [
      "google-generate",
      { contents: [{}, {}, { parts: [{ functionResponse: { response: { error: "no such file" } } }] }] },
      [],
    ],
  ])("says so to %s", (to, body, dropped) => {
    const written = translate({ from: "anthropic-messages", to }, failed);
    expect(written.body).toMatchObject(body);
    expect(written.dropped).toEqual(dropped);
  });

  it("keeps its word where the format has it, and is not said twice", () => {
    const { body } = translate({ from: "anthropic-messages", to: "anthropic-messages" }, failed);
    expect(JSON.stringify(body)).toContain('"is_error":true');
    const said = JSON.parse(JSON.stringify(failed).replace("no such file", "Error 404"));
    expect(translate({ from: "anthropic-messages", to: "openai-chat" }, said).body).toMatchObject({
      messages: [{}, {}, { content: "Error 404" }],
    });
  });
});

const ephemeral = { cache_control: { type: "ephemeral" } };
const text = (words: string, more: JsonObject = {}) => ({ type: "text", text: words, ...more });

describe("cache marks", () => {
  const marked = {
    tools: [{ type: "function", function: { name: "look" }, ...ephemeral }],
    messages: [
      { role: "system", content: [text("Be kind."), text("Long rules.", ephemeral)] },
      { role: "user", content: "Hi", ...ephemeral },
      { role: "assistant", content: null, tool_calls: [{ id: "t1", type: "function", function: { name: "look" } }] },
      { role: "tool", tool_call_id: "t1", content: [text("a"), text("b", ephemeral)] },
    ],
  };

  it("stand at the same places for Anthropic: tools, system, messages, and results as a whole", () => {
    const { body, dropped } = translate({ from: "openai-chat", to: "anthropic-messages" }, marked);
    expect(body).toMatchObject({
      tools: [{ name: "look", ...ephemeral }],
      system: [text("Be kind."), text("Long rules.", ephemeral)],
      messages: [
        { content: [text("Hi", ephemeral)] },
        { content: [{ type: "tool_use" }] },
        { content: [{ type: "tool_result", content: [text("a"), text("b")], ...ephemeral }] },
      ],
    });
    expect(dropped).toEqual([]);
    expect(JSON.stringify(body).match(/cache_control/g)).toHaveLength(4);
  });

  it("beyond the fourth the earliest go, and that is said", () => {
    const messages = [1, 2, 3, 4, 5, 6].map((number) => ({ role: "user", content: [text(`${number}`, ephemeral)] }));
    const { body, dropped } = translate({ from: "openai-chat", to: "anthropic-messages" }, { messages });
    expect(dropped).toEqual(["cache_control"]);
    expect(body["messages"]).toMatchObject([
      { content: ["1", "2", "3", "4", "5", "6"].map((one, at) => (at < 2 ? text(one) : text(one, ephemeral))) },
    ]);
    expect(JSON.stringify(body).match(/cache_control/g)).toHaveLength(4);
  });

  it("of what Anthropic cannot take move to the block before it", () => {
    const messages = [{ role: "user", content: [text("Hi"), text(" ", ephemeral)] }];
    const { body } = translate({ from: "openai-chat", to: "anthropic-messages" }, { messages });
    expect(body["messages"]).toEqual([{ role: "user", content: [text("Hi", ephemeral)] }]);
  });

  it("of a result reach a chat provider that knows them, on its text", () => {
    const result = { type: "tool_result", tool_use_id: "t1", content: "22", ...ephemeral };
    const [user, assistant] = failed.messages;
    const messages = [user ?? {}, assistant ?? {}, { role: "user", content: [result] }];
    const asked = { from: "anthropic-messages", to: "openai-chat" } as const;
    const known = translate(asked, { messages }, { quirks: { cacheControl: true } });
    expect(known.body).toMatchObject({ messages: [{}, {}, { role: "tool", content: [text("22", ephemeral)] }] });
    const unknown = translate(asked, { messages });
    expect(unknown.body).toMatchObject({ messages: [{}, {}, { content: "22" }] });
    expect(unknown.dropped).toEqual(["cache_control"]);
  });
});

describe("sound from Google", () => {
  const piece = (data: string, more: JsonObject = {}) => ({
    candidates: [
      { content: { parts: [{ inlineData: { mimeType: "audio/L16;rate=24000", data } }] }, index: 0, ...more },
    ],
  });
  const whole = {
    candidates: [
      {
        content: { parts: ["AQ==", "Ag=="].map((data) => ({ inlineData: { mimeType: "audio/L16", data } })) },
        index: 0,
        finishReason: "STOP",
      },
    ],
  };

  it("reaches a chat caller, streamed and whole", () => {
    const events = readStream("google-generate", sse(piece("AQ=="), piece("Ag==", { finishReason: "STOP" })));
    expect(writeStream("openai-chat", joinPieces(events)).match(/"audio":\{[^}]*"data":"(?:AQ|Ag)=="/g)).toHaveLength(
      2,
    );
    const reply = writeWhole("openai-chat", outboundOf("google-generate").readReply(whole));
    expect(at(reply, "choices", 0, "message", "audio", "data")).toBe("AQI=");
  });

  it("is asked for by chat's own fields", () => {
    const ask = (body: JsonObject) => translate({ from: "openai-chat", to: "google-generate" }, body);
    const spoken = ask({ modalities: ["text", "audio"], audio: { voice: "Kore", format: "pcm16" } });
    expect(spoken.body).toMatchObject({
      generationConfig: {
        responseModalities: ["AUDIO"],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: "Kore" } } },
      },
    });
    expect(spoken.dropped).toEqual([]);
    const foreign = ask({ modalities: ["text", "audio"], audio: { voice: "alloy", format: "wav" } });
    expect([...foreign.dropped].sort()).toEqual(["audio.format", "audio.voice"]);
    expect(ask({ modalities: ["text", "image"] }).body).toMatchObject({
      generationConfig: { responseModalities: ["TEXT", "IMAGE"] },
    });
    expect(ask({ modalities: ["text"] })).toMatchObject({ dropped: [] });
  });

  it("goes to it as it came", () => {
    const audio = { type: "input_audio", input_audio: { data: "AQ==", format: "mp3" } };
    const { body } = translate(
      { from: "openai-chat", to: "google-generate" },
      { messages: [{ role: "user", content: [audio] }] },
    );
    expect(body["contents"]).toEqual([
      { role: "user", parts: [{ inlineData: { mimeType: "audio/mpeg", data: "AQ==" } }] },
    ]);
  });
});

function at(value: JsonValue | undefined, ...steps: readonly (string | number)[]): JsonValue | undefined {
  let current = value;
  for (const step of steps) {
    if (typeof step === "number") current = Array.isArray(current) ? current[step] : undefined;
    else current = isJsonObject(current) ? current[step] : undefined;
  }
  return current;
}
