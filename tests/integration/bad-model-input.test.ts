import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { Connection } from "#lib/gateway/ports.ts";
import { providers } from "#lib/gateway/providers/registry.ts";
import { providerFacts } from "../contract/provider-facts.ts";
import { bodyOf, type MemoryAnswer, memoryGateway } from "../support/memory-gateway.ts";

const png = "iVBORw0KGgo=";
const html = btoa("<html>no picture</html>");
const turn = (...content: JsonObject[]) => [{ role: "user", content }];

/** One kind for each format in which providers are asked. */
function connectionOf(kind: "openai" | "anthropic" | "google"): Partial<Connection> {
  const { baseUrl = "" } = providers.find((one) => one.kind === kind) ?? {};
  return { kind, baseUrl, models: new Set(["m"]) };
}
const replyOf = (kind: string): MemoryAnswer => ({ body: providerFacts[kind]?.whole.reply ?? "" });
const open = (kind: "openai" | "anthropic" | "google", answer: MemoryAnswer = replyOf(kind)) =>
  memoryGateway({ connections: [connectionOf(kind)], answer: () => answer });

type Row = readonly [name: string, path: string, body: JsonObject, param: string];

const rows: readonly Row[] = [
  ["an unknown role", "chat/completions", { messages: [{ role: "narrator", content: "a" }] }, "messages[0].role"],
  ["an unknown role", "responses", { input: [{ role: "narrator", content: "a" }] }, "input[0].role"],
  ["an unknown role", "messages", { messages: [{ role: "tool", content: "a" }] }, "messages[0].role"],
  [
    "a result without its call",
    "chat/completions",
    {
      messages: [
        { role: "user", content: "a" },
        { role: "tool", tool_call_id: "x", content: "b" },
      ],
    },
    "messages[1].tool_call_id",
  ],
  [
    "a result without its call",
    "responses",
    { input: [{ type: "function_call_output", call_id: "x", output: "b" }] },
    "input[0].call_id",
  ],
  [
    "a result without its call",
    "messages",
    { messages: turn({ type: "tool_result", tool_use_id: "x", content: "b" }) },
    "messages[0].content[0].tool_use_id",
  ],
  ["no messages", "chat/completions", { messages: [] }, "messages"],
  ["no messages", "responses", { input: [] }, "input"],
  ["no messages", "messages", { messages: [] }, "messages"],
  [
    "a picture that is none",
    "chat/completions",
    { messages: turn({ type: "image_url", image_url: { url: `data:image/png;base64,${html}` } }) },
    "messages[0].content[0].image_url.url",
  ],
  [
    "a picture of another kind of file",
    "chat/completions",
    { messages: turn({ type: "image_url", image_url: { url: `data:text/html;base64,${html}` } }) },
    "messages[0].content[0].image_url.url",
  ],
  [
    "a picture that is none",
    "responses",
    { input: turn({ type: "input_image", image_url: `data:image/jpeg;base64,${html}` }) },
    "input[0].content[0].image_url",
  ],
  [
    "a picture that is none",
    "messages",
    { messages: turn({ type: "image", source: { type: "base64", media_type: "image/gif", data: html } }) },
    "messages[0].content[0].source.data",
  ],
  [
    "invalid base64",
    "chat/completions",
    { messages: turn({ type: "image_url", image_url: { url: "data:image/png;base64,%%%%" } }) },
    "messages[0].content[0].image_url.url",
  ],
  [
    "base64 that is cut off",
    "chat/completions",
    { messages: turn({ type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,JVBER" } }) },
    "messages[0].content[0].file.file_data",
  ],
  [
    "invalid base64",
    "chat/completions",
    { messages: turn({ type: "input_audio", input_audio: { data: "not base64!", format: "wav" } }) },
    "messages[0].content[0].input_audio.data",
  ],
  [
    "invalid base64",
    "responses",
    { input: turn({ type: "input_file", filename: "a.pdf", file_data: "data:application/pdf;base64,=" }) },
    "input[0].content[0].file_data",
  ],
  [
    "invalid base64",
    "messages",
    { messages: turn({ type: "document", source: { type: "base64", media_type: "application/pdf", data: "a b c!" } }) },
    "messages[0].content[0].source.data",
  ],
];

describe("a request with", () => {
  it.each(rows)("%s to %s is refused before anybody is called, and its field is named", async (...row) => {
    const [, path, body, param] = row;
    const gateway = open("openai");
    const reply = await gateway.ask(path, { model: "m", ...(path === "messages" && { max_tokens: 9 }), ...body });
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text).error).toMatchObject({ param, message: expect.stringContaining(param) });
    expect(gateway.calls).toHaveLength(0);
    expect(gateway.settled).toMatchObject([{ request: { status: "error", httpStatus: 400 } }]);
  });

  it("line breaks in its base64 is served without them", async () => {
    const gateway = open("google");
    const url = `data:image/png;base64,${png.slice(0, 4)}\r\n${png.slice(4)}`;
    const messages = turn({ type: "image_url", image_url: { url } });
    const reply = await gateway.ask("chat/completions", { model: "m", messages });
    expect(reply.status).toBe(200);
    expect(gateway.calls.map(bodyOf)).toMatchObject([{ contents: [{ parts: [{ inlineData: { data: png } }] }] }]);
  });

  const cyclic: JsonObject = {
    type: "object",
    properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "#" } } },
    $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } },
  };
  it.each(["openai", "anthropic", "google"] as const)("schemas that refer to themselves reaches %s", async (kind) => {
    const gateway = open(kind);
    const reply = await gateway.ask("chat/completions", {
      model: "m",
      messages: [{ role: "user", content: "a" }],
      tools: [{ type: "function", function: { name: "tree", parameters: cyclic, strict: true } }],
      response_format: { type: "json_schema", json_schema: { name: "tree", schema: cyclic } },
    });
    expect(reply.status).toBe(200);
    expect(JSON.stringify(gateway.calls.map(bodyOf))).toContain('"$ref":"#"');
  });

  it("unknown fields passes them on to a provider of the same format, and names them to another", async () => {
    const body = { model: "m", messages: [{ role: "user", content: "a" }], brand_new: { deep: [1] } };
    const same = open("openai");
    const reply = await same.ask("chat/completions", body);
    expect(same.calls.map(bodyOf)).toMatchObject([{ brand_new: { deep: [1] } }]);
    expect(reply.headers["x-gateway-dropped-params"]).toBeUndefined();
    const other = open("anthropic");
    const translated = await other.ask("chat/completions", body);
    expect(JSON.stringify(other.calls.map(bodyOf))).not.toContain("brand_new");
    expect(translated.headers["x-gateway-dropped-params"]).toBe("brand_new");
  });
});

describe("a model's arguments that are no JSON", () => {
  const broken = '{"city": Rome';
  const call = { id: "c1", type: "function", function: { name: "weather", arguments: broken } };
  const completion: JsonObject = {
    id: "c",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [
      { index: 0, message: { role: "assistant", content: null, tool_calls: [call] }, finish_reason: "tool_calls" },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };

  it("are relayed as the text they are", async () => {
    const reply = await open("openai", { body: completion }).ask("responses", { model: "m", input: "a", store: false });
    // The connection speaks Responses: what came is a chat completion, and no response.
    expect(reply.status).toBe(502);
    const gateway = memoryGateway({ connections: [{ models: new Set(["m"]) }], answer: () => ({ body: completion }) });
    const chat = await gateway.ask("chat/completions", { model: "m", messages: [{ role: "user", content: "a" }] });
    expect(JSON.parse(chat.text).choices[0].message.tool_calls[0].function.arguments).toBe(broken);
    const responses = await gateway.ask("responses", { model: "m", input: "a" });
    expect(JSON.parse(responses.text).output).toMatchObject([{ type: "function_call", arguments: broken }]);
  });

  it("reach a caller whose format wants an object as the text in one, and go back the same way", async () => {
    const gateway = memoryGateway({ connections: [{ models: new Set(["m"]) }], answer: () => ({ body: completion }) });
    const asked = { model: "m", max_tokens: 9 };
    const user = { role: "user", content: "a" };
    const first = await gateway.ask("messages", { ...asked, messages: [user] });
    const { content } = JSON.parse(first.text);
    expect(content).toMatchObject([{ type: "tool_use", name: "weather", input: { input: broken } }]);
    const result = { role: "user", content: [{ type: "tool_result", tool_use_id: content[0].id, content: "?" }] };
    const second = await gateway.ask("messages", {
      ...asked,
      messages: [user, { role: "assistant", content }, result],
    });
    expect(second.status).toBe(200);
  });

  it("in a history do not keep a provider from being asked", async () => {
    const gateway = open("anthropic");
    const messages: readonly JsonValue[] = [
      { role: "user", content: "a" },
      { role: "assistant", tool_calls: [call] },
      { role: "tool", tool_call_id: "c1", content: "?" },
    ];
    const reply = await gateway.ask("chat/completions", { model: "m", messages });
    expect(reply.status).toBe(200);
    expect(gateway.calls.map(bodyOf)).toMatchObject([
      { messages: [{}, { content: [{ input: { input: broken } }] }, {}] },
    ]);
  });
});

describe("a reply that", () => {
  const page: MemoryAnswer = { headers: { "content-type": "text/html" }, body: "<html>Bad gateway</html>" };
  const answers: readonly (readonly [string, MemoryAnswer])[] = [
    ["is a page", page],
    ["is empty", { headers: { "content-type": "application/json" }, body: "" }],
    ["is cut off", { headers: { "content-type": "application/json" }, body: '{"id":"c","choices":[{"ind' }],
    ["is a list", { body: [{ a: 1 }] }],
    ["is of a wrong shape", { body: { result: "ok" } }],
    ["has no choices", { body: { id: "c", choices: [], candidates: [], content: null } }],
  ];
  const asked = { model: "m", messages: [{ role: "user", content: "a" }] };

  describe.each(["openai", "anthropic", "google"] as const)("comes from %s and", (kind) => {
    it.each(answers)("%s is 502 upstream_invalid_response, and costs nothing", async (_, answer) => {
      const gateway = open(kind, answer);
      const reply = await gateway.ask("chat/completions", asked);
      expect(reply.status).toBe(502);
      expect(JSON.parse(reply.text)).toMatchObject({ error: { code: "upstream_invalid_response" } });
      expect(reply.text).not.toContain("html");
      expect(gateway.settled).toMatchObject([{ request: { status: "error", costNanoUsd: 0n } }]);
    });

    it.each(answers)("%s is followed by the next target's", async (_, answer) => {
      let calls = 0;
      const gateway = memoryGateway({
        connections: [connectionOf(kind), { ...connectionOf("openai"), slug: "next", priority: 2 }],
        answer: () => (calls++ === 0 ? answer : replyOf("openai")),
      });
      const reply = await gateway.ask("chat/completions", asked);
      expect([reply.status, reply.headers["x-gateway-provider"]]).toEqual([200, "next"]);
    });

    it.each(answers.slice(0, 5))(
      "%s to a request for a stream is followed by the next target's too",
      async (_, answer) => {
        let calls = 0;
        const gateway = memoryGateway({
          connections: [connectionOf(kind), { ...connectionOf("openai"), slug: "next", priority: 2 }],
          answer: () => (calls++ === 0 ? answer : { body: providerFacts["openai"]?.stream.reply ?? "" }),
        });
        const reply = await gateway.ask("chat/completions", { ...asked, stream: true });
        expect([reply.status, reply.headers["x-gateway-provider"]]).toEqual([200, "next"]);
        expect(reply.text).toContain("[DONE]");
      },
    );
  });
});
