import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { DialectQuirks } from "../dialect.ts";
import { applyChatQuirks } from "./apply-quirks.ts";

function apply(given: JsonObject, quirks: DialectQuirks) {
  const body: Record<string, JsonValue> = { ...given };
  const dropped = applyChatQuirks(body, quirks);
  return { body, dropped };
}

const tool = (name: string) => ({ type: "function", function: { name } });
const mistral: DialectQuirks = { requiredToolChoice: "any", anonymousToolChoice: true };
const tools = [tool("a"), tool("b"), tool("c")];
const allowed = (mode: string) => ({
  type: "allowed_tools",
  allowed_tools: { mode, tools: [tool("a"), tool("b")] },
});

describe("a tool choice for a provider that takes no names", () => {
  it.each<readonly [JsonValue, JsonValue, readonly JsonObject[]]>([
    ["auto", "auto", tools],
    ["none", "none", tools],
    ["required", "any", tools],
    [tool("b"), "any", [tool("b")]],
    [allowed("required"), "any", [tool("a"), tool("b")]],
    [allowed("auto"), "auto", [tool("a"), tool("b")]],
  ])("%j becomes %j", (choice, written, offered) => {
    const { body, dropped } = apply({ tools, tool_choice: choice }, mistral);
    expect(body).toEqual({ tools: offered, tool_choice: written });
    expect(dropped).toEqual([]);
  });

  it("stays what it is for all others", () => {
    expect(apply({ tools, tool_choice: tool("b") }, {}).body).toEqual({ tools, tool_choice: tool("b") });
  });
});

describe("an asked form of the answer", () => {
  const schema = { type: "object", properties: { x: { type: "number" } } };
  const asked = { type: "json_schema", json_schema: { name: "n", schema } };
  const messages = [
    { role: "system", content: "Be kind." },
    { role: "user", content: "Hi" },
  ];

  it("goes on as it is where the provider takes it", () => {
    expect(apply({ messages, response_format: asked }, {}).dropped).toEqual([]);
    expect(apply({ messages, response_format: asked }, { responseFormats: ["json_schema"] }).dropped).toEqual([]);
  });

  it("by a schema becomes words and JSON mode, behind the system prompt", () => {
    const { body, dropped } = apply({ messages, response_format: asked }, { responseFormats: ["json_object"] });
    expect(body["response_format"]).toEqual({ type: "json_object" });
    expect(body["messages"]).toMatchObject([
      messages[0] ?? {},
      { role: "system", content: expect.stringContaining(JSON.stringify(schema)) },
      messages[1] ?? {},
    ]);
    expect(dropped).toEqual(["response_format"]);
  });

  it("of any JSON becomes a schema that takes any object", () => {
    const { body } = apply(
      { messages, response_format: { type: "json_object" } },
      { responseFormats: ["json_schema"] },
    );
    expect(body["response_format"]).toMatchObject({ type: "json_schema", json_schema: { schema: { type: "object" } } });
    expect(body["messages"]).toEqual(messages);
  });

  it("becomes words alone where the provider has neither", () => {
    const { body } = apply({ messages, response_format: { type: "json_object" } }, { responseFormats: [] });
    expect(body).not.toHaveProperty("response_format");
    expect(body["messages"]).toHaveLength(3);
  });
});

describe("names", () => {
  it("a parameter goes by the provider's own name, and null is none", () => {
    const quirks = { renameParameters: { seed: "random_seed" } };
    expect(apply({ seed: 0 }, quirks)).toEqual({ body: { random_seed: 0 }, dropped: [] });
    expect(apply({ seed: null }, quirks).body).toEqual({});
  });

  it("one choice is not worth a word to a provider that gives one; more are named", () => {
    expect(apply({ n: 1 }, { choicesMax: 1 })).toEqual({ body: {}, dropped: [] });
    expect(apply({ n: 2 }, { choicesMax: 1 })).toEqual({ body: {}, dropped: ["n"] });
  });
});
