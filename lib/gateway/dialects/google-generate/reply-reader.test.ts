import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { readStream, sse } from "../../../../tests/conformance/support.ts";
import { readGoogleReply } from "./reply-reader.ts";

const piece = (parts: JsonObject[], more: JsonObject = {}) => ({
  candidates: [{ content: { role: "model", parts }, index: 0, ...more }],
});
const end = (finishReason: string, more: JsonObject = {}) => ({ candidates: [{ finishReason, index: 0, ...more }] });
const read = (...data: readonly JsonObject[]) =>
  readStream("google-generate", sse(...data)).filter(({ type }) => type !== "start");

describe("a streamed reply of Google's", () => {
  it("has thoughts, their signature, text and calls in order", () => {
    const events = read(
      piece([{ text: "Hm.", thought: true }]),
      piece([{ text: "I look.", thoughtSignature: "t" }]),
      piece([
        { functionCall: { name: "f", args: { a: 1 } }, thoughtSignature: "c" },
        { functionCall: { name: "g", id: "own" } },
      ]),
      end("STOP"),
    );
    const format = "google-gemini-v1";
    expect(events).toEqual([
      { type: "reasoning", choice: 0, text: "Hm.", format },
      { type: "reasoning_signature", choice: 0, signature: "t", format },
      { type: "text", choice: 0, text: "I look." },
      { type: "tool_start", choice: 0, index: 0, id: "", name: "f", signature: "c" },
      { type: "tool_arguments", choice: 0, index: 0, text: '{"a":1}' },
      { type: "tool_start", choice: 0, index: 1, id: "own", name: "g" },
      { type: "tool_arguments", choice: 0, index: 1, text: "{}" },
      { type: "finish", choice: 0, reason: "tool_calls", native: "STOP" },
    ]);
  });

  it.each([
    ["STOP", "stop"],
    ["MAX_TOKENS", "length"],
    ["SAFETY", "content_filter"],
    ["RECITATION", "content_filter"],
    ["PROHIBITED_CONTENT", "content_filter"],
    ["SOMETHING_NEW", "stop"],
  ])("that ends with %s finishes with %s", (native, reason) => {
    expect(read(end(native))).toEqual([{ type: "finish", choice: 0, reason, native }]);
  });

  it("fails where the model failed before it said anything, and ends where it had begun", () => {
    const failed = end("MALFORMED_FUNCTION_CALL", { finishMessage: "bad" });
    expect(read(failed)).toMatchObject([{ type: "error", error: { code: "upstream_invalid_response" } }]);
    expect(read(piece([{ text: "a" }]), failed).map(({ type }) => type)).toEqual(["text", "finish"]);
  });

  it("whose prompt was blocked is one that was filtered before its first word", () => {
    expect(read({ promptFeedback: { blockReason: "SAFETY" } })).toEqual([
      { type: "finish", choice: 0, reason: "content_filter", native: "SAFETY" },
    ]);
  });

  it("counts along in every piece; the last count is the final one", () => {
    const usage = (count: number) => ({ usageMetadata: { promptTokenCount: 5, candidatesTokenCount: count } });
    const events = read({ ...piece([{ text: "a" }]), ...usage(1) }, { ...end("STOP"), ...usage(2) }, usage(3));
    expect(events.map(({ type }) => type)).toEqual(["text", "usage_so_far", "finish", "usage", "usage"]);
    expect(events.at(-1)).toMatchObject({ usage: { counts: { input: 5, output: 3 } } });
  });

  it("ends with the error that it holds, bare or in a list", () => {
    const failure = { error: { code: 503, status: "UNAVAILABLE", message: "x" } };
    for (const text of [sse(failure), `data: [${JSON.stringify(failure)}]\r\n\r\n`]) {
      expect(readStream("google-generate", text).at(-1)).toMatchObject({
        type: "error",
        error: { code: "upstream_overloaded" },
      });
    }
  });

  it("is cut off without a finish", () => {
    expect(read(piece([{ text: "a" }])).at(-1)).toMatchObject({ error: { code: "upstream_stream_interrupted" } });
  });

  it("shows pictures, sources and log probabilities", () => {
    const events = read(
      piece([{ inlineData: { mimeType: "image/png", data: "AA==" } }], {
        finishReason: "STOP",
        groundingMetadata: { groundingChunks: [{ web: { uri: "https://x", title: "X" } }] },
        logprobsResult: {
          chosenCandidates: [{ token: "é", logProbability: -0.5 }],
          topCandidates: [{ candidates: [{ token: "é", logProbability: -0.5 }] }],
        },
      }),
    );
    const entry = { token: "é", logprob: -0.5, bytes: [195, 169] };
    expect(events).toMatchObject([
      {
        type: "native",
        dialect: "openai-chat",
        value: { images: [{ image_url: { url: "data:image/png;base64,AA==" } }] },
      },
      { type: "logprobs", value: [{ ...entry, top_logprobs: [entry] }] },
      { type: "citation", value: { url: "https://x", title: "X" } },
      { type: "finish" },
    ]);
  });
});

describe("a whole reply of Google's", () => {
  it("keeps its candidates apart", () => {
    const candidates = [0, 1].map((index) => ({
      index,
      content: { parts: [{ text: `t${index}` }] },
      finishReason: "STOP",
    }));
    expect(readGoogleReply({ candidates }).filter(({ type }) => type === "text")).toEqual([
      { type: "text", choice: 0, text: "t0" },
      { type: "text", choice: 1, text: "t1" },
    ]);
  });

  it("without candidates cannot be understood", () => {
    expect(() => readGoogleReply({})).toThrow(expect.objectContaining({ code: "upstream_invalid_response" }));
  });
});
