import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { readBody, translate } from "../../../../tests/conformance/support.ts";
import { GatewayError } from "../../errors.ts";
import type { TargetModel } from "../dialect.ts";
import { relayResponsesRequest } from "./relay-request.ts";
import { writeResponsesRequest } from "./write-request.ts";

const write = (body: JsonObject, target: Partial<TargetModel> = {}) =>
  translate({ from: "openai-chat", to: "openai-responses" }, body, target);
const user = { role: "user", content: "Hi" };

describe("a request written as Responses", () => {
  it("leaves nothing at the provider unless the caller says so", () => {
    expect(write({}).body).toEqual({ store: false, model: "gpt-5.2", input: [user] });
    expect(write({ store: true }).body["store"]).toBe(true);
  });

  it("keeps free text and its grammar as such, calls and results included", () => {
    const format = { type: "grammar", grammar: { syntax: "lark", definition: "start: A" } };
    const { body } = write({
      tools: [{ type: "custom", custom: { name: "sql", format } }],
      tool_choice: { type: "custom", custom: { name: "sql" } },
      messages: [
        user,
        { role: "assistant", tool_calls: [{ id: "c1", type: "custom", custom: { name: "sql", input: "select 1" } }] },
        { role: "tool", tool_call_id: "c1", content: "1" },
      ],
    });
    expect(body).toMatchObject({
      tools: [{ type: "custom", name: "sql", format: { type: "grammar", syntax: "lark", definition: "start: A" } }],
      tool_choice: { type: "custom", name: "sql" },
      input: [
        user,
        { type: "custom_tool_call", call_id: "c1", name: "sql", input: "select 1" },
        { type: "custom_tool_call_output", call_id: "c1", output: "1" },
      ],
    });
  });

  it("keeps developer messages and the order of a turn", () => {
    const { body } = write({
      messages: [
        { role: "developer", content: "Be brief." },
        user,
        { role: "assistant", content: "I look.", refusal: "No." },
      ],
    });
    expect(body["input"]).toEqual([
      { role: "developer", content: "Be brief." },
      user,
      {
        role: "assistant",
        content: [
          { type: "output_text", text: "I look.", annotations: [] },
          { type: "refusal", refusal: "No." },
        ],
      },
    ]);
  });

  it("does not ask a model to reason that cannot", () => {
    const asked = write({ reasoning_effort: "high" }, { capabilities: { reasoning: false } });
    expect([asked.body["reasoning"], asked.body["include"], asked.dropped]).toEqual([
      undefined,
      undefined,
      ["reasoning_effort"],
    ]);
  });

  it("writes a request of its own format with everything in it", () => {
    const request = readBody("openai-responses", {
      previous_response_id: "resp_1",
      shiny: 1,
      tools: [{ type: "web_search" }],
    });
    const { body, dropped } = writeResponsesRequest(request, { model: "m", stream: false, quirks: {} });
    expect(body).toMatchObject({ previous_response_id: "resp_1", shiny: 1, tools: [{ type: "web_search" }] });
    expect(dropped).toEqual([]);
  });
});

describe("what lives at the provider", () => {
  it.each(["previous_response_id", "conversation", "prompt"])("cannot be had from another one: %s", (name) => {
    const write = () => translate({ from: "openai-responses", to: "anthropic-messages" }, { [name]: "x_1" });
    expect(write).toThrow(GatewayError);
    expect(write).toThrow(
      expect.objectContaining({ code: "unsupported_parameter", options: expect.objectContaining({ param: name }) }),
    );
  });

  it("names what is merely another way to run", () => {
    const asked = { background: true, max_tool_calls: 3, truncation: "auto" };
    expect(translate({ from: "openai-responses", to: "openai-chat" }, asked).dropped).toEqual([
      "background",
      "max_tool_calls",
      "truncation",
    ]);
  });
});

describe("a relayed responses request", () => {
  it("changes the model and the cap and nothing else", () => {
    const body = { model: "asked", input: "Hi", store: true, shiny: null };
    const target = { model: "real", stream: false, quirks: {} };
    expect(relayResponsesRequest(body, target)).toEqual({ body: { ...body, model: "real" }, dropped: [] });
    expect(
      relayResponsesRequest({ ...body, max_output_tokens: 90 }, { ...target, outputTokensCap: 50 }).body[
        "max_output_tokens"
      ],
    ).toBe(50);
    expect(relayResponsesRequest(body, { ...target, outputTokensCap: 50 }).body["max_output_tokens"]).toBe(50);
  });
});
