import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { GatewayKey } from "#lib/gateway/ports.ts";
import { bodyOf, type MemoryAnswer, memoryGateway } from "../support/memory-gateway.ts";

const tools: JsonValue = [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }];
const question = { role: "user", content: "Weather in Rome and Oslo?" };
const model = "claude-opus-4-6";

const thought = { type: "thinking", thinking: "Let me look.", signature: "sig==" };
const dark = { type: "redacted_thinking", data: "dark==" };
const use = { type: "tool_use", id: "toolu_1", name: "weather", input: { city: "Rome" } };

function claude(content: readonly JsonObject[]): MemoryAnswer {
  const usage = { input_tokens: 9, output_tokens: 9 };
  return {
    body: { id: "msg_1", type: "message", role: "assistant", model, content, stop_reason: "tool_use", usage },
  };
}

function claudeStream(): MemoryAnswer {
  const events: readonly JsonObject[] = [
    {
      type: "message_start",
      message: { id: "msg_1", type: "message", role: "assistant", model, content: [], usage: { input_tokens: 9 } },
    },
    { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "Let me look." } },
    { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "sig==" } },
    { type: "content_block_stop", index: 0 },
    { type: "content_block_start", index: 1, content_block: dark },
    { type: "content_block_stop", index: 1 },
    { type: "content_block_start", index: 2, content_block: { ...use, input: {} } },
    { type: "content_block_delta", index: 2, delta: { type: "input_json_delta", partial_json: '{"city":"Rome"}' } },
    { type: "content_block_stop", index: 2 },
    { type: "message_delta", delta: { stop_reason: "tool_use" }, usage: { output_tokens: 9 } },
    { type: "message_stop" },
  ];
  return { body: events.map((event) => `event: ${event["type"]}\ndata: ${JSON.stringify(event)}\n\n`).join("") };
}

const connection = { kind: "anthropic", baseUrl: "https://api.anthropic.com/v1", models: new Set([model]) };

/** A second turn of a client that kept nothing but what the format of 2023 knows. */
function secondTurn(id: string): JsonObject {
  return {
    model,
    reasoning_effort: "high",
    tools,
    messages: [
      question,
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id, type: "function", function: { name: "weather", arguments: '{"city":"Rome"}' } }],
      },
      { role: "tool", tool_call_id: id, content: "22" },
    ],
  };
}

const lastBody = ({ calls }: { readonly calls: readonly Parameters<typeof bodyOf>[0][] }) => {
  const call = calls.at(-1);
  return call ? bodyOf(call) : {};
};

describe("a client that drops signed reasoning between its turns", () => {
  it.each([false, true])(
    "does not have to bring it (stream: %s): the provider gets it back before its call",
    async (stream) => {
      const gateway = memoryGateway({
        connections: [connection],
        answer: () => (stream ? claudeStream() : claude([thought, dark, use])),
      });
      await gateway.ask("chat/completions", { model, stream, reasoning_effort: "high", tools, messages: [question] });
      await gateway.ask("chat/completions", secondTurn("toolu_1"));
      expect(lastBody(gateway)["messages"]).toMatchObject([
        { role: "user" },
        { role: "assistant", content: [thought, dark, use] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "22" }] },
      ]);
    },
  );

  it("is asked only where the turn brings no proof of its own", async () => {
    const gateway = memoryGateway({ connections: [connection], answer: () => claude([thought, dark, use]) });
    const first = await gateway.ask("chat/completions", {
      model,
      reasoning_effort: "high",
      tools,
      messages: [question],
    });
    const { message } = JSON.parse(first.text).choices[0];
    const result = { role: "tool", tool_call_id: "toolu_1", content: "22" };
    await gateway.ask("chat/completions", { ...secondTurn("toolu_1"), messages: [question, message, result] });
    const [, assistant] = list(lastBody(gateway)["messages"]);
    expect(isJsonObject(assistant) && assistant["content"]).toMatchObject([thought, dark, use]);
  });

  it("gets nothing of another organization's", async () => {
    let key: Partial<GatewayKey> = { organizationId: "org_one" };
    const gateway = memoryGateway({
      connections: [connection],
      answer: () => claude([thought, dark, use]),
      findKey: () => key,
    });
    await gateway.ask("chat/completions", { model, reasoning_effort: "high", tools, messages: [question] });
    key = { organizationId: "org_two" };
    await gateway.ask("chat/completions", secondTurn("toolu_1"));
    expect(JSON.stringify(lastBody(gateway))).not.toMatch(/sig==|dark==/);
  });

  it("gets the signatures of Google's calls back, whose ids are the gateway's own", async () => {
    const parts = [
      { functionCall: { name: "weather", args: { city: "Rome" } }, thoughtSignature: "gem==" },
      { functionCall: { name: "weather", args: { city: "Oslo" } } },
    ];
    const gateway = memoryGateway({
      connections: [
        {
          kind: "google",
          baseUrl: "https://generativelanguage.googleapis.com/v1beta",
          models: new Set(["gemini-3.1-pro"]),
        },
      ],
      answer: () => ({
        body: {
          candidates: [{ content: { role: "model", parts }, finishReason: "STOP", index: 0 }],
          usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 3, totalTokenCount: 6 },
        },
      }),
    });
    const asked = { model: "gemini-3.1-pro", tools };
    const first = await gateway.ask("chat/completions", { ...asked, messages: [question] });
    const calls: readonly { readonly id: string; readonly function: JsonObject }[] = JSON.parse(first.text).choices[0]
      .message.tool_calls;
    const assistant = {
      role: "assistant",
      content: null,
      tool_calls: calls.map(({ id, function: body }) => ({ id, type: "function", function: body })),
    };
    const results = calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: "22" }));
    await gateway.ask("chat/completions", { ...asked, messages: [question, assistant, ...results] });
    const [, turn] = list(lastBody(gateway)["contents"]);
    expect(isJsonObject(turn) && turn["parts"]).toMatchObject([
      { functionCall: { args: { city: "Rome" } }, thoughtSignature: "gem==" },
      { functionCall: { args: { city: "Oslo" } } },
    ]);
    expect(JSON.stringify(turn)).not.toContain("skip_thought_signature_validator");
  });
});

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
