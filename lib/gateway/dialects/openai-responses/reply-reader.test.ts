import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { readStream, sse } from "../../../../tests/conformance/support.ts";
import { readResponsesReply } from "./reply-reader.ts";

const created = {
  type: "response.created",
  response: { id: "resp_1", model: "m", created_at: 1, status: "in_progress" },
};
const usage = {
  input_tokens: 9,
  input_tokens_details: { cached_tokens: 4 },
  output_tokens: 7,
  output_tokens_details: { reasoning_tokens: 5 },
};
const completed = {
  type: "response.completed",
  response: { id: "resp_1", status: "completed", service_tier: "default", usage },
};
const read = (...data: readonly JsonObject[]) => readStream("openai-responses", sse(created, ...data)).slice(1);
const delta = (type: string, output: number, text: string) => ({
  type: `response.${type}.delta`,
  output_index: output,
  delta: text,
});
const added = (output: number, item: JsonObject) => ({
  type: "response.output_item.added",
  output_index: output,
  item,
});
const done = (output: number, item: JsonObject) => ({ type: "response.output_item.done", output_index: output, item });
const used = { type: "usage", usage: { counts: { input: 5, cached_input: 4, output: 2, reasoning: 5 } } };
const format = "openai-responses-v1";

describe("a streamed response", () => {
  it("has reasoning, text and calls in order", () => {
    const events = read(
      added(0, { type: "reasoning", id: "rs_1", summary: [] }),
      { type: "response.reasoning_summary_part.added", output_index: 0 },
      delta("reasoning_summary_text", 0, "a"),
      { type: "response.reasoning_summary_part.added", output_index: 0 },
      delta("reasoning_summary_text", 0, "b"),
      done(0, { type: "reasoning", id: "rs_1", summary: [], encrypted_content: "e" }),
      added(1, { type: "message", content: [] }),
      { ...delta("output_text", 1, "I look."), logprobs: [{ token: "I" }] },
      {
        type: "response.output_text.annotation.added",
        annotation: { type: "url_citation", url: "https://x", title: "X" },
      },
      added(2, { type: "function_call", call_id: "c1", name: "f", arguments: "" }),
      delta("function_call_arguments", 2, "{}"),
      done(2, { type: "function_call", call_id: "c1", name: "f", arguments: "{}" }),
      added(3, { type: "custom_tool_call", call_id: "c2", name: "g", input: "" }),
      done(3, { type: "custom_tool_call", call_id: "c2", name: "g", input: "x" }),
      completed,
    );
    expect(events).toEqual([
      { type: "reasoning", choice: 0, text: "a", format },
      { type: "reasoning", choice: 0, text: "\n\n", format },
      { type: "reasoning", choice: 0, text: "b", format },
      { type: "reasoning_redacted", choice: 0, data: "e", id: "rs_1", format },
      { type: "text", choice: 0, text: "I look." },
      { type: "logprobs", choice: 0, value: [{ token: "I" }] },
      { type: "citation", choice: 0, value: { url: "https://x", title: "X" } },
      { type: "tool_start", choice: 0, index: 0, id: "c1", name: "f" },
      { type: "tool_arguments", choice: 0, index: 0, text: "{}" },
      { type: "tool_start", choice: 0, index: 1, id: "c2", name: "g", custom: true },
      { type: "tool_arguments", choice: 0, index: 1, text: "x" },
      { type: "finish", choice: 0, reason: "tool_calls", native: "completed" },
      used,
    ]);
  });

  it.each([
    ["max_output_tokens", "length"],
    ["content_filter", "content_filter"],
  ])("that is incomplete because of %s finishes with %s", (reason, expected) => {
    const response = { status: "incomplete", incomplete_details: { reason }, usage };
    expect(read({ type: "response.incomplete", response })).toMatchObject([
      { type: "finish", reason: expected, native: reason },
      used,
    ]);
  });

  it("fails once, by the error event or by the failed response", () => {
    const error = { type: "error", code: "rate_limit_exceeded", message: "x", param: null };
    const failed = {
      type: "response.failed",
      response: { status: "failed", error: { code: "rate_limit_exceeded", message: "x" } },
    };
    for (const events of [read(error, failed), read(failed)]) {
      expect(events).toMatchObject([{ type: "error", error: { code: "upstream_rate_limited" } }]);
    }
  });

  it("is cut off without its last event", () => {
    expect(read(delta("output_text", 0, "a")).at(-1)).toMatchObject({ error: { code: "upstream_stream_interrupted" } });
  });
});

describe("a whole response", () => {
  it("holds what a stream of it would have told", () => {
    const output = [
      { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "a" }], encrypted_content: "e" },
      {
        type: "message",
        content: [
          { type: "output_text", text: "b", annotations: [] },
          { type: "refusal", refusal: "c" },
        ],
      },
      { type: "function_call", call_id: "c1", name: "f", arguments: "{}" },
    ];
    expect(readResponsesReply({ id: "resp_1", status: "completed", output, usage }).slice(1)).toEqual([
      { type: "reasoning", choice: 0, text: "a", format },
      { type: "reasoning_redacted", choice: 0, data: "e", id: "rs_1", format },
      { type: "text", choice: 0, text: "b" },
      { type: "refusal", choice: 0, text: "c" },
      { type: "tool_start", choice: 0, index: 0, id: "c1", name: "f" },
      { type: "tool_arguments", choice: 0, index: 0, text: "{}" },
      { type: "finish", choice: 0, reason: "tool_calls", native: "completed" },
      used,
    ]);
  });

  it("that failed is an error, and one without output cannot be understood", () => {
    const failed = { status: "failed", error: { code: "server_error", message: "x" }, output: [] };
    expect(() => readResponsesReply(failed)).toThrow(expect.objectContaining({ code: "upstream_error" }));
    expect(() => readResponsesReply({})).toThrow(expect.objectContaining({ code: "upstream_invalid_response" }));
  });
});
