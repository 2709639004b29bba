import { describe, expect, it } from "vitest";
import { readSse } from "../../../../tests/conformance/support.ts";
import { GatewayError } from "../../errors.ts";
import { writeFrame } from "../named-frame.ts";
import { responsesRelay } from "./relay.ts";
import { openResponsesReader } from "./reply-reader.ts";

const response = { id: "resp_1", status: "in_progress", output: [] };
const created = writeFrame({ type: "response.created", response, sequence_number: 0 });
const text = writeFrame({ type: "response.output_text.delta", output_index: 0, delta: "a", sequence_number: 1 });
const completed = { ...response, status: "completed", usage: { input_tokens: 1, output_tokens: 1 } };
const final = writeFrame({ type: "response.completed", response: completed, sequence_number: 2 });

function open() {
  const frames = responsesRelay.openRelay({ includeUsage: true });
  const reader = openResponsesReader();
  const forward = (stream: string) =>
    readSse(stream)
      .map((event) => frames.forward(event, reader.read(event)))
      .join("");
  return { frames, forward };
}

describe("a relayed response", () => {
  it("goes on byte by byte, and ends once", () => {
    const { frames, forward } = open();
    expect(forward(created + text + final) + frames.end().join("") + frames.end().join("")).toBe(
      created + text + final,
    );
  });

  it("carries the metadata in its last event, in the response and beside it", () => {
    const { frames, forward } = open();
    forward(created + final);
    const [last = ""] = frames.end({ cost: "1" });
    expect(JSON.parse(readSse(last)[0]?.data ?? "")).toEqual({
      type: "response.completed",
      sequence_number: 2,
      response: { ...completed, gateway: { cost: "1" } },
      gateway: { cost: "1" },
    });
  });

  it("fails with an error event and a failed response, numbered on", () => {
    const { frames, forward } = open();
    forward(created + text);
    const events = frames
      .fail(new GatewayError("upstream_stream_interrupted"))
      .map((frame) => JSON.parse(readSse(frame)[0]?.data ?? ""));
    expect(events).toMatchObject([
      { type: "error", code: "upstream_stream_interrupted", sequence_number: 2 },
      {
        type: "response.failed",
        sequence_number: 3,
        response: { id: "resp_1", status: "failed", error: { code: "upstream_stream_interrupted" } },
      },
    ]);
  });
});
