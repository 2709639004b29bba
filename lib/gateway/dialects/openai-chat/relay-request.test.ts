import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import type { TargetModel } from "../dialect.ts";
import { relayChatRequest } from "./relay-request.ts";

const messages = [{ role: "user", content: "Hi", odd: 1 }];
const relay = (body: JsonObject, target: Partial<TargetModel> = {}) =>
  relayChatRequest({ model: "asked", messages, ...body }, { model: "real", stream: false, quirks: {}, ...target });

describe("a relayed chat request", () => {
  it("changes the model and nothing else, unknown fields included", () => {
    const body = { temperature: null, shiny: { new: true }, n: 1 };
    expect(relay(body)).toEqual({ body: { model: "real", messages, ...body }, dropped: [] });
  });

  it("asks for usage in a stream whatever the caller said, unless the provider refuses the question", () => {
    const asked = { stream_options: { include_usage: false, include_obfuscation: false } };
    expect(relay(asked, { stream: true }).body["stream_options"]).toEqual({
      include_usage: true,
      include_obfuscation: false,
    });
    expect(relay({}, { stream: true }).body["stream_options"]).toEqual({ include_usage: true });
    const refused = relay(asked, { stream: true, quirks: { streamUsageOption: false } });
    expect([refused.body["stream_options"], refused.dropped]).toEqual([undefined, []]);
  });

  it.each<readonly [JsonObject, TargetModel["quirks"], JsonObject]>([
    [{}, {}, { max_tokens: 50 }],
    [{}, { outputCapField: "max_completion_tokens" }, { max_completion_tokens: 50 }],
    [{ max_tokens: 9 }, { outputCapField: "max_completion_tokens" }, { max_completion_tokens: 9 }],
    [{ max_completion_tokens: 9 }, { outputCapField: "max_tokens" }, { max_tokens: 9 }],
    [{ max_tokens: 90 }, {}, { max_tokens: 50 }],
    [{ max_completion_tokens: 90, max_tokens: 20 }, {}, { max_completion_tokens: 50, max_tokens: 20 }],
  ])("with %j and a cap of 50 (%j) says %j", (body, quirks, expected) => {
    const { model, messages: _, ...rest } = relay(body, { outputTokensCap: 50, quirks }).body;
    expect(rest).toEqual(expected);
  });

  it("drops what the provider refuses, and names it only if it was there", () => {
    const quirks = { dropParameters: ["logit_bias", "user"] };
    expect(relay({ user: "u" }, { quirks })).toEqual({ body: { model: "real", messages }, dropped: ["user"] });
  });

  it("keeps of the history's reasoning the field that the provider takes", () => {
    const assistant = {
      role: "assistant",
      content: "x",
      reasoning_content: "a",
      reasoning: "b",
      reasoning_details: [],
    };
    const history = (quirks: TargetModel["quirks"]) =>
      relay({ messages: [...messages, assistant] }, { quirks }).body["messages"];
    expect(history({})).toEqual([...messages, assistant]);
    expect(history({ reasoningField: "none" })).toEqual([...messages, { role: "assistant", content: "x" }]);
    expect(history({ reasoningField: "reasoning" })).toEqual([
      ...messages,
      { role: "assistant", content: "x", reasoning: "b" },
    ]);
  });

  it("leaves the caller's body as it was", () => {
    const body = { model: "asked", messages, user: "u", max_tokens: 90 };
    const before = structuredClone(body);
    relayChatRequest(body, { model: "real", stream: true, outputTokensCap: 5, quirks: { dropParameters: ["user"] } });
    expect(body).toEqual(before);
  });
});
