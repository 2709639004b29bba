import { describe, expect, it } from "vitest";
import { isJsonObject } from "#lib/core/json.ts";
import { sampleReplies } from "../../../../tests/conformance/sample-replies.ts";
import { dataOf, writeStream, writeWhole } from "../../../../tests/conformance/support.ts";

const parallel = sampleReplies["parallel calls"] ?? [];

describe("frames of a chat completion", () => {
  it("have one id, time and model, say the role once, and end with one mark", () => {
    const data = dataOf(writeStream("openai-chat", parallel));
    const chunks = data.filter(isJsonObject);
    expect(data.indexOf("[DONE]")).toBe(data.length - 1);
    expect(
      new Set(chunks.map(({ id, created, model, object }) => JSON.stringify([id, created, model, object]))),
    ).toEqual(new Set(['["chatcmpl-r1",1700000000,"m","chat.completion.chunk"]']));
    expect(JSON.stringify(data).match(/"role"/g)).toHaveLength(1);
    expect(JSON.stringify(data).match(/"finish_reason":"tool_calls"/g)).toHaveLength(1);
  });

  it("name a call once, and give one without arguments an empty object", () => {
    const calls = dataOf(writeStream("openai-chat", parallel))
      .filter(isJsonObject)
      .flatMap(({ choices }) => (Array.isArray(choices) ? choices : []))
      .flatMap(({ delta }) => delta.tool_calls ?? []);
    expect(calls).toEqual([
      { index: 0, id: "call_1", type: "function", function: { name: "weather", arguments: "" } },
      { index: 0, function: { arguments: '{"city":' } },
      { index: 0, function: { arguments: '"Rome"}' } },
      { index: 1, id: "call_r1_0_1", type: "function", function: { name: "clock", arguments: "" } },
      { index: 1, function: { arguments: "{}" } },
    ]);
  });

  it("say that usage is null until it comes, for those who asked", () => {
    const asked = { body: { stream_options: { include_usage: true } } };
    const usages = dataOf(writeStream("openai-chat", sampleReplies["text"] ?? [], asked))
      .filter(isJsonObject)
      .map(({ usage }) => usage);
    expect(usages.slice(0, -1).every((usage) => usage === null)).toBe(true);
    expect(usages.at(-1)).toMatchObject({ total_tokens: 25 });
  });

  it("come in the deprecated form for those who asked in it", () => {
    const legacy = { body: { functions: [{ name: "weather" }, { name: "clock" }] } };
    const text = writeStream("openai-chat", parallel, legacy);
    expect(text).toContain('"function_call":{"name":"weather","arguments":""}');
    expect(text).toContain('"finish_reason":"function_call"');
    expect(text).not.toContain("tool_calls");
    expect(writeWhole("openai-chat", parallel, legacy)["choices"]).toMatchObject([
      { message: { function_call: { name: "weather", arguments: '{"city":"Rome"}' } }, finish_reason: "function_call" },
    ]);
  });
});

describe("a whole chat completion", () => {
  it("has no text but null where there are only calls, and empty text where there is nothing", () => {
    const contentOf = (name: string) => writeWhole("openai-chat", sampleReplies[name] ?? [])["choices"];
    expect(contentOf("signed calls")).toMatchObject([{ message: { content: null, refusal: null } }]);
    expect(contentOf("refusal")).toMatchObject([{ message: { content: null, refusal: "I will not." } }]);
    expect(contentOf("nothing")).toMatchObject([{ message: { content: "" }, finish_reason: "stop", logprobs: null }]);
  });
});
