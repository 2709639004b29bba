import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { readStream, sse } from "../../../../tests/conformance/support.ts";
import { readMessagesReply } from "./reply-reader.ts";

const start = {
  type: "message_start",
  message: { id: "msg_1", model: "m", usage: { input_tokens: 9, output_tokens: 1 } },
};
const open = (index: number, block: JsonObject) => ({ type: "content_block_start", index, content_block: block });
const delta = (index: number, body: JsonObject) => ({ type: "content_block_delta", index, delta: body });
const stop = (index: number) => ({ type: "content_block_stop", index });
const end = (reason: string | null, more: JsonObject = {}) => ({
  type: "message_delta",
  delta: { stop_reason: reason, ...more },
  usage: { output_tokens: 7 },
});
const last = { type: "message_stop" };
const read = (...data: readonly JsonObject[]) => readStream("anthropic-messages", sse(start, ...data)).slice(2);
const usage = { type: "usage", usage: { counts: { input: 9, output: 7 } } };

describe("a streamed message", () => {
  it("tells first what the input is, for the case that it is cut off", () => {
    const events = readStream(
      "anthropic-messages",
      sse(start, open(0, { type: "text", text: "" }), delta(0, { type: "text_delta", text: "a" })),
    );
    expect(events.map(({ type }) => type)).toEqual(["start", "usage_so_far", "text", "error"]);
    expect(events.at(-1)).toMatchObject({ error: { code: "upstream_stream_interrupted" } });
  });

  it("numbers the caller's tools 0, 1, 2 whatever stands between them", () => {
    const tool = (id: string) => ({ type: "tool_use", id, name: "f", input: {} });
    const events = read(
      open(0, { type: "text", text: "a" }),
      open(1, tool("t1")),
      delta(1, { type: "input_json_delta", partial_json: "" }),
      delta(1, { type: "input_json_delta", partial_json: '{"x":1}' }),
      stop(1),
      open(2, { type: "server_tool_use", id: "s", name: "web_search", input: {} }),
      delta(2, { type: "input_json_delta", partial_json: '{"query":1}' }),
      stop(2),
      open(3, tool("t2")),
      stop(3),
      end("tool_use"),
      last,
    );
    expect(events.filter(({ type }) => type.startsWith("tool"))).toEqual([
      { type: "tool_start", choice: 0, index: 0, id: "t1", name: "f" },
      { type: "tool_arguments", choice: 0, index: 0, text: '{"x":1}' },
      { type: "tool_start", choice: 0, index: 1, id: "t2", name: "f" },
      { type: "tool_arguments", choice: 0, index: 1, text: "{}" },
    ]);
    expect(events.slice(-2)).toEqual([{ type: "finish", choice: 0, reason: "tool_calls", native: "tool_use" }, usage]);
  });

  it("turns the tool that stands for a JSON answer back into text", () => {
    const answer = { type: "tool_use", id: "t", name: "gateway_json_answer", input: {} };
    const events = read(
      open(0, answer),
      delta(0, { type: "input_json_delta", partial_json: '{"a":1}' }),
      stop(0),
      end("tool_use"),
      last,
    );
    expect(events).toEqual([
      { type: "text", choice: 0, text: '{"a":1}' },
      { type: "finish", choice: 0, reason: "stop", native: "tool_use" },
      usage,
    ]);
  });

  it.each([
    ["end_turn", "stop"],
    ["stop_sequence", "stop"],
    ["pause_turn", "stop"],
    ["max_tokens", "length"],
    ["model_context_window_exceeded", "length"],
    ["refusal", "content_filter"],
    ["something_new", "stop"],
  ])("that ends with %s finishes with %s", (native, reason) => {
    expect(read(end(native), last)[0]).toEqual({ type: "finish", choice: 0, reason, native });
  });

  it("says which stop it met and why it refused", () => {
    expect(read(end("stop_sequence", { stop_sequence: "END" }))[0]).toMatchObject({ stopSequence: "END" });
    const details = { stop_details: { type: "refusal", category: "x", explanation: "Not that." } };
    expect(read(end("refusal", details)).map(({ type }) => type)).toEqual(["refusal", "finish", "usage"]);
  });

  it("is complete with its reason, also without its last event, and finishes once", () => {
    expect(read(end("end_turn")).map(({ type }) => type)).toEqual(["finish", "usage"]);
    expect(read(last).map(({ type }) => type)).toEqual(["finish", "usage"]);
    expect(
      read(end(null), end("end_turn"), end("end_turn"), last).filter(({ type }) => type === "finish"),
    ).toHaveLength(1);
  });

  it("ends with the error that it holds", () => {
    const overloaded = { type: "error", error: { type: "overloaded_error", message: "Overloaded" } };
    expect(read({ type: "ping" }, overloaded, last)).toMatchObject([
      { type: "error", error: { code: "upstream_overloaded" } },
    ]);
  });

  it("names the sources on the web", () => {
    const citation = {
      type: "web_search_result_location",
      url: "https://x",
      title: "X",
      cited_text: "so",
      encrypted_index: "e",
    };
    const events = read(open(0, { type: "text", text: "a" }), delta(0, { type: "citations_delta", citation }));
    expect(events[1]).toEqual({ type: "citation", choice: 0, value: { url: "https://x", title: "X", content: "so" } });
  });
});

describe("a whole message", () => {
  it("gives the same events as a stream", () => {
    const blocks = [
      { type: "thinking", thinking: "Hm.", signature: "s" },
      { type: "text", text: "a" },
      { type: "tool_use", id: "t", name: "f", input: { x: 1 } },
    ];
    const whole = {
      id: "msg_1",
      model: "m",
      content: blocks,
      stop_reason: "tool_use",
      stop_sequence: null,
      usage: { input_tokens: 9, output_tokens: 7 },
    };
    const streamed = read(
      open(0, { type: "thinking", thinking: "", signature: "" }),
      delta(0, { type: "thinking_delta", thinking: "Hm." }),
      delta(0, { type: "signature_delta", signature: "s" }),
      stop(0),
      open(1, { type: "text", text: "" }),
      delta(1, { type: "text_delta", text: "a" }),
      stop(1),
      open(2, { type: "tool_use", id: "t", name: "f", input: {} }),
      delta(2, { type: "input_json_delta", partial_json: '{"x":1}' }),
      stop(2),
      end("tool_use"),
      last,
    );
    expect(readMessagesReply(whole).slice(1)).toEqual(streamed);
  });

  it("without content cannot be understood, and an error is one", () => {
    expect(() => readMessagesReply({ id: "x" })).toThrow(
      expect.objectContaining({ code: "upstream_invalid_response" }),
    );
    const error = { type: "error", error: { type: "rate_limit_error", message: "x" } };
    expect(() => readMessagesReply(error)).toThrow(expect.objectContaining({ code: "upstream_rate_limited" }));
  });
});
