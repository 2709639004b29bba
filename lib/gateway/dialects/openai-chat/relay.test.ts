import { describe, expect, it } from "vitest";
import { readSse, sse } from "../../../../tests/conformance/support.ts";
import { GatewayError } from "../../errors.ts";
import { chatRelay } from "./relay.ts";
import { openChatReader } from "./reply-reader.ts";

const head = { id: "x", object: "chat.completion.chunk", created: 1, model: "m" };
const content = { ...head, choices: [{ index: 0, delta: { content: "Hi" }, finish_reason: null }], obfuscation: "zz" };
const finish = { ...head, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
const filters = { ...head, choices: [], prompt_filter_results: [] };
const usage = { ...head, choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } };

function relay(
  text: string,
  { includeUsage = false, metadata }: { includeUsage?: boolean; metadata?: { cost: string } } = {},
): string {
  const frames = chatRelay.openRelay({ includeUsage });
  const reader = openChatReader();
  const forwarded = readSse(text).map((event) => frames.forward(event, reader.read(event)));
  return forwarded.join("") + frames.end(metadata).join("") + frames.end(metadata).join("");
}

describe("a relayed chat stream", () => {
  it("goes on byte by byte, names and all", () => {
    const text = `event: x\n${sse(filters)}${sse(content, finish, usage, "[DONE]")}`;
    expect(relay(text, { includeUsage: true })).toBe(text);
  });

  it("loses the usage frame that only the gateway asked for", () => {
    expect(relay(sse(filters, content, finish, usage, "[DONE]"))).toBe(sse(filters, content, finish, "[DONE]"));
  });

  it("gets its end mark once, also when the provider left it out", () => {
    expect(relay(sse(content, finish))).toBe(sse(content, finish, "[DONE]"));
  });

  it("carries the metadata in the usage frame", () => {
    const expected = sse(content, finish, { ...usage, gateway: { cost: "1" } }, "[DONE]");
    expect(relay(sse(content, finish, usage, "[DONE]"), { metadata: { cost: "1" } })).toBe(expected);
  });

  it("carries the metadata in a frame of its own where the usage came with the last content", () => {
    const last = { ...finish, usage: usage.usage };
    const expected = sse(content, last, { ...head, choices: [], gateway: { cost: "1" } }, "[DONE]");
    expect(relay(sse(content, last, "[DONE]"), { includeUsage: true, metadata: { cost: "1" } })).toBe(expected);
  });

  it("does not forward a provider's error: it ends with ours, and without an end mark", () => {
    const frames = chatRelay.openRelay({ includeUsage: true });
    const reader = openChatReader();
    const [event] = readSse(sse({ error: { message: "sk-secret-secret", code: 500 } }));
    expect(event && frames.forward(event, reader.read(event))).toBe("");
    const [text = ""] = frames.fail(new GatewayError("upstream_stream_interrupted"));
    expect(JSON.parse(text.slice("data: ".length))).toMatchObject({
      error: { code: "upstream_stream_interrupted", type: "api_error", param: null },
    });
  });
});
