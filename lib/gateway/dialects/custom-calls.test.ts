import { expect, it } from "vitest";
import { readBody } from "../../../tests/conformance/support.ts";
import type { CanonicalEvent } from "./canonical.ts";
import { openCustomCalls } from "./custom-calls.ts";

const request = readBody("openai-chat", {
  tools: [
    { type: "custom", custom: { name: "sql" } },
    { type: "function", function: { name: "look" } },
  ],
});
const call = (index: number, name: string) =>
  ({ type: "tool_start", choice: 0, index, id: `c${index}`, name }) as const;
const input = (index: number, text: string) => ({ type: "tool_arguments", choice: 0, index, text }) as const;

it("calls with free text that went through JSON come out as they are meant, others as they came", () => {
  const events: readonly CanonicalEvent[] = [
    call(0, "sql"),
    input(0, '{"inp'),
    input(0, 'ut":"select 1"}'),
    call(1, "look"),
    input(1, "{}"),
    call(2, "sql"),
    { type: "finish", choice: 0, reason: "tool_calls" },
  ];
  const unwrap = openCustomCalls(request);
  expect(events.flatMap(unwrap)).toEqual([
    { ...call(0, "sql"), custom: true },
    input(0, "select 1"),
    call(1, "look"),
    input(1, "{}"),
    { ...call(2, "sql"), custom: true },
    { type: "finish", choice: 0, reason: "tool_calls" },
  ]);
});

it("calls that came as free text stay untouched", () => {
  const events: readonly CanonicalEvent[] = [{ ...call(0, "sql"), custom: true }, input(0, '{"input":"x"}')];
  expect(events.flatMap(openCustomCalls(request))).toEqual(events);
});
