import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { relayMessagesRequest } from "#lib/gateway/dialects/anthropic-messages/relay-request.ts";
import { relayResponsesRequest } from "#lib/gateway/dialects/openai-responses/relay-request.ts";
import { sampleReplies } from "./sample-replies.ts";
import { dataOf, type InboundId, inboundIds, translate, writeStream, writeWhole } from "./support.ts";

const asked: JsonObject = {
  stream_options: { include_usage: true },
  reasoning: { effort: "high" },
  thinking: { type: "adaptive" },
};
const tools: Readonly<Record<InboundId, JsonValue>> = {
  "openai-chat": [{ type: "function", function: { name: "weather" } }],
  "openai-responses": [{ type: "function", name: "weather" }],
  "anthropic-messages": [{ name: "weather", input_schema: { type: "object" } }],
};

/** What a client sends as its second turn: the reply as it got it, and a result for every call in it. */
function secondTurn(id: InboundId, reply: JsonObject): JsonObject {
  const base = { ...asked, tools: tools[id] };
  switch (id) {
    case "openai-chat": {
      const message = object(object(list(reply["choices"])[0])["message"]);
      const results = list(message["tool_calls"]).map((call) => ({
        role: "tool",
        tool_call_id: object(call)["id"] ?? "",
        content: "22",
      }));
      return { ...base, messages: [{ role: "user", content: "Hi" }, message, ...results] };
    }
    case "openai-responses": {
      const output = list(reply["output"]);
      const calls = output.filter((item) => object(item)["type"] === "function_call");
      const results = calls.map((call) => ({
        type: "function_call_output",
        call_id: object(call)["call_id"] ?? "",
        output: "22",
      }));
      return { ...base, input: [{ role: "user", content: "Hi" }, ...output, ...results] };
    }
    case "anthropic-messages": {
      const content = list(reply["content"]);
      const calls = content.filter((block) => object(block)["type"] === "tool_use");
      const results = calls.map((call) => ({
        type: "tool_result",
        tool_use_id: object(call)["id"] ?? "",
        content: "22",
      }));
      return {
        ...base,
        max_tokens: 9_000,
        messages: [
          { role: "user", content: "Hi" },
          { role: "assistant", content },
          { role: "user", content: results },
        ],
      };
    }
  }
}

const replyOf = (id: InboundId, name: string) => writeWhole(id, sampleReplies[name] ?? [], { body: asked });

describe("in the second turn of a conversation", () => {
  it.each(inboundIds)("a client of %s brings Anthropic's thinking back, signed, before the call it led to", (from) => {
    const { body } = translate({ from, to: "anthropic-messages" }, secondTurn(from, replyOf(from, "signed reasoning")));
    const [, assistant, user] = list(body["messages"]).map(object);
    expect(assistant?.["content"]).toEqual([
      { type: "thinking", thinking: "Let me think.", signature: "sig/1==" },
      { type: "redacted_thinking", data: "dark/2==" },
      { type: "tool_use", id: "toolu_1", name: "weather", input: {} },
    ]);
    expect(user?.["content"]).toEqual([{ type: "tool_result", tool_use_id: "toolu_1", content: "22" }]);
  });

  it.each(inboundIds)("a client of %s brings the signatures of Google's calls back", (from) => {
    const { body } = translate({ from, to: "google-generate" }, secondTurn(from, replyOf(from, "signed calls")));
    const [, model, user] = list(body["contents"]).map(object);
    expect(model?.["parts"]).toMatchObject([
      { functionCall: { name: "weather", args: { city: "Rome" } }, thoughtSignature: "gem/1==" },
      { functionCall: { name: "weather", args: { city: "Oslo" } } },
    ]);
    expect(list(user?.["parts"])).toHaveLength(2);
    expect(list(model?.["parts"]).map((part) => object(object(part)["functionCall"])["id"])).toEqual(
      list(user?.["parts"]).map((part) => object(object(part)["functionResponse"])["id"]),
    );
  });

  it.each(["openai-chat", "anthropic-messages"] as const)(
    "a client of %s brings OpenAI's encrypted reasoning back",
    (from) => {
      const { body } = translate(
        { from, to: "openai-responses" },
        secondTurn(from, replyOf(from, "encrypted reasoning")),
      );
      const reasoning = list(body["input"]).filter((item) => object(item)["type"] === "reasoning");
      expect(reasoning).toMatchObject([{ id: "rs_1", encrypted_content: "enc==" }]);
    },
  );

  it.each(inboundIds)("no maker sees what another one signed, when a client of %s moves on", (from) => {
    const turn = secondTurn(from, replyOf(from, "signed reasoning"));
    for (const to of ["openai-chat", "openai-responses", "google-generate"] as const) {
      expect(JSON.stringify(translate({ from, to }, turn).body)).not.toMatch(/sig\/1|dark\/2/);
    }
  });

  it("reasoning of another maker is taken out of a body that is relayed to Anthropic or to OpenAI", () => {
    const toAnthropic = relayMessagesRequest(
      secondTurn("anthropic-messages", replyOf("anthropic-messages", "signed calls")),
      target,
    );
    const toOpenai = relayResponsesRequest(
      secondTurn("openai-responses", replyOf("openai-responses", "signed reasoning")),
      target,
    );
    expect(JSON.stringify(toAnthropic.body)).not.toMatch(/gw1|"type":"(redacted_)?thinking"/);
    expect(JSON.stringify(toOpenai.body)).not.toMatch(/gw1|"reasoning",/);
  });

  it("a client that collects a chat stream by concatenating its details keeps the signatures too", () => {
    const events = sampleReplies["signed reasoning"] ?? [];
    const chunks = dataOf(writeStream("openai-chat", events, { body: asked })).filter(isJsonObject);
    const deltas = chunks.flatMap((chunk) => list(chunk["choices"])).map((choice) => object(object(choice)["delta"]));
    const details = deltas.flatMap((delta) => list(delta["reasoning_details"] ?? []));
    const call = { id: "toolu_1", type: "function", function: { name: "weather", arguments: "{}" } };
    const assistant = { role: "assistant", content: null, reasoning_details: details, tool_calls: [call] };
    const result = { role: "tool", tool_call_id: "toolu_1", content: "22" };
    const messages = [{ role: "user", content: "Hi" }, assistant, result];
    const { body } = translate(
      { from: "openai-chat", to: "anthropic-messages" },
      { ...asked, messages, tools: tools["openai-chat"] },
    );
    expect(object(list(body["messages"])[1])["content"]).toMatchObject([
      { thinking: "Let me think.", signature: "sig/1==" },
      { data: "dark/2==" },
      { type: "tool_use" },
    ]);
  });
});

const target = { model: "m", stream: false, quirks: {} };

function object(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
