import { describe, expect, it } from "vitest";
import { readSse } from "../../../../tests/conformance/support.ts";
import { GatewayError } from "../../errors.ts";
import { writeFrame } from "../named-frame.ts";
import { messagesRelay } from "./relay.ts";
import { openMessagesReader } from "./reply-reader.ts";

const start =
  'event: message_start\ndata: {"type":"message_start","message":{"id":"m","usage":{"input_tokens":1,"output_tokens":1}}   }\n\n';
const ping = 'event: ping\ndata: {"type": "ping"}\n\n';
const text = writeFrame({ type: "content_block_start", index: 0, content_block: { type: "text", text: "a" } });
const final = writeFrame({ type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 2 } });
const stop = writeFrame({ type: "message_stop" });

function relay(stream: string, metadata?: { cost: string }): string {
  const frames = messagesRelay.openRelay({ includeUsage: true });
  const reader = openMessagesReader();
  const forwarded = readSse(stream).map((event) => frames.forward(event, reader.read(event)));
  return forwarded.join("") + frames.end(metadata).join("") + frames.end().join("");
}

describe("a relayed message", () => {
  it("goes on byte by byte", () => {
    expect(relay(start + ping + text + final + stop)).toBe(start + ping + text + final + stop);
  });

  it("gets the end mark that the provider left out", () => {
    expect(relay(start + text + final)).toBe(start + text + final + stop);
  });

  it("carries the metadata in message_delta, under the event's name", () => {
    const delta = {
      type: "message_delta",
      delta: { stop_reason: "end_turn" },
      usage: { output_tokens: 2 },
      gateway: { cost: "1" },
    };
    expect(relay(start + final + stop, { cost: "1" })).toBe(start + writeFrame(delta) + stop);
  });

  it("ends a failure with Anthropic's error event", () => {
    const [frame = ""] = messagesRelay.openRelay({ includeUsage: true }).fail(new GatewayError("upstream_timeout"));
    expect(readSse(frame)[0]).toMatchObject({ event: "error" });
    expect(JSON.parse(readSse(frame)[0]?.data ?? "")).toMatchObject({
      type: "error",
      error: { type: "timeout_error", code: "upstream_timeout" },
    });
  });
});
