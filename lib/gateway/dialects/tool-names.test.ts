import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import {
  type InboundId,
  inboundIds,
  outboundIds,
  readBody,
  translate,
  writeWhole,
} from "../../../tests/conformance/support.ts";

const long = `mcp__${"very_".repeat(20)}long_tool`;
const twin = `${long}_two`;
const dotted = "files.read:all";

const toolOf: Readonly<Record<InboundId, (name: string) => JsonObject>> = {
  "openai-chat": (name) => ({ type: "function", function: { name } }),
  "openai-responses": (name) => ({ type: "function", name }),
  "anthropic-messages": (name) => ({ name, input_schema: { type: "object" } }),
};
const rules = {
  "openai-chat": /^[A-Za-z0-9_-]{1,64}$/,
  "openai-responses": /^[A-Za-z0-9_-]{1,64}$/,
  "anthropic-messages": /^[A-Za-z0-9_-]{1,128}$/,
  "google-generate": /^[A-Za-z_][A-Za-z0-9_.:-]{0,127}$/,
} as const;

/** The names in what a provider gets, in order. */
function namesIn(value: unknown, names: string[] = []): readonly string[] {
  if (Array.isArray(value)) for (const item of value) namesIn(item, names);
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === "name" && typeof inner === "string") names.push(inner);
      else namesIn(inner, names);
    }
  }
  return names;
}

describe.each(inboundIds)("names of tools from %s", (from) => {
  const tools = [long, twin, dotted, "0day"].map(toolOf[from]);

  it.each(outboundIds)("fit %s, stay apart, and come back as they were", (to) => {
    const names = namesIn(translate({ from, to }, { tools }).body["tools"]);
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(name).toMatch(rules[to]);
    const events = names.map(
      (name, index) => ({ type: "tool_start", choice: 0, index, id: `c${index}`, name }) as const,
    );
    const reply = JSON.stringify(writeWhole(from, events, { body: { tools } }));
    for (const name of [long, twin, dotted, "0day"]) expect(reply).toContain(`"${name}"`);
  });
});

it("a shortened name is the same in the history, the choice and the list", () => {
  const call = { type: "function", id: "c", function: { name: long, arguments: "{}" } };
  const body = {
    tools: [toolOf["openai-chat"](long)],
    tool_choice: toolOf["openai-chat"](long),
    messages: [
      { role: "user", content: "Hi" },
      { role: "assistant", tool_calls: [call] },
      { role: "tool", tool_call_id: "c", content: "1" },
    ],
  };
  for (const to of ["anthropic-messages", "google-generate"] as const)
    expect(new Set(namesIn(translate({ from: "openai-chat", to }, body).body)).size).toBe(1);
});

it("a request whose names fit is not touched", () => {
  const request = readBody("openai-chat", { tools: [toolOf["openai-chat"]("weather")] });
  expect(request.tools[0]?.name).toBe("weather");
  expect(
    namesIn(
      translate({ from: "openai-chat", to: "google-generate" }, { tools: [toolOf["openai-chat"]("weather")] }).body,
    ),
  ).toEqual(["weather"]);
});
