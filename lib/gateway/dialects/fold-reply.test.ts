import { describe, expect, it } from "vitest";
import type { CanonicalEvent } from "./canonical.ts";
import { foldReply } from "./fold-reply.ts";

function fold(...events: readonly CanonicalEvent[]) {
  const reply = foldReply();
  for (const event of events) reply.add(event);
  return reply;
}

const choice = 0;

describe("a whole reply", () => {
  it("keeps its parts in the order in which they were made", () => {
    const reply = fold(
      { type: "reasoning", choice, text: "a" },
      { type: "reasoning", choice, text: "b" },
      { type: "reasoning_signature", choice, signature: "s" },
      { type: "reasoning", choice, text: "c" },
      { type: "text", choice, text: "d" },
      { type: "tool_start", choice, index: 0, id: "1", name: "f" },
      { type: "tool_start", choice, index: 1, id: "2", name: "g" },
      { type: "tool_arguments", choice, index: 1, text: "{}" },
      { type: "tool_arguments", choice, index: 0, text: '{"late":1}' },
    );
    expect(reply.choices()[0]?.parts).toEqual([
      { type: "reasoning", text: "ab", signature: "s" },
      { type: "reasoning", text: "c" },
      { type: "text", text: "d" },
      { type: "tool_call", id: "1", name: "f", arguments: '{"late":1}' },
      { type: "tool_call", id: "2", name: "g", arguments: "{}" },
    ]);
  });

  it("has its choices in order and the last usage", () => {
    const reply = fold(
      { type: "text", choice: 1, text: "b" },
      { type: "text", choice: 0, text: "a" },
      { type: "usage", usage: { counts: { input: 1 } } },
      { type: "usage", usage: { counts: { input: 2 } } },
      { type: "usage_so_far", usage: { counts: { input: 3 } } },
    );
    expect(reply.choices().map(({ index }) => index)).toEqual([0, 1]);
    expect(reply.usage()?.counts).toEqual({ input: 2 });
  });

  it("finishes once", () => {
    const reply = fold({ type: "finish", choice, reason: "length" }, { type: "finish", choice, reason: "stop" });
    expect(reply.choices()[0]?.finish).toEqual({ reason: "length" });
  });
});
