import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { sampleReplies } from "./sample-replies.ts";
import { readSse, writeStream, writeWhole } from "./support.ts";

const asked = { body: { thinking: { type: "adaptive" } } };

/** Collects a message as Anthropic's client does, and throws where that client would, or would lose something. */
function collect(text: string): JsonObject {
  let message: JsonObject | undefined;
  let ended = false;
  const content: JsonObject[] = [];
  const inputs: string[] = [];
  let open: number | undefined;
  for (const { event, data } of readSse(text)) {
    const body: JsonObject = JSON.parse(data);
    if (event !== body["type"]) throw new Error(`event ${event} is named ${String(body["type"])}`);
    if (ended) throw new Error("an event behind message_stop");
    if (event === "message_start") {
      if (message) throw new Error("a second message_start");
      message = object(body["message"]);
      continue;
    }
    if (!message) throw new Error(`${event} before message_start`);
    const index = Number(body["index"]);
    if (event === "content_block_start") {
      if (open !== undefined || index !== content.length) throw new Error(`block ${index} out of order`);
      open = index;
      content.push(object(body["content_block"]));
      inputs.push("");
    } else if (event === "content_block_delta") {
      if (open !== index) throw new Error(`a delta for block ${index}, which is not open`);
      content[index] = apply(content[index] ?? {}, object(body["delta"]));
      inputs[index] += String(object(body["delta"])["partial_json"] ?? "");
    } else if (event === "content_block_stop") {
      if (open !== index) throw new Error(`a stop for block ${index}, which is not open`);
      open = undefined;
      if (content[index]?.["type"] === "tool_use")
        content[index] = { ...content[index], input: JSON.parse(inputs[index] ?? "") };
    } else if (event === "message_delta") {
      if (open !== undefined) throw new Error("message_delta before the last block was closed");
      message = {
        ...message,
        ...object(body["delta"]),
        usage: { ...object(message["usage"]), ...object(body["usage"]) },
      };
    } else if (event === "message_stop") {
      ended = true;
    }
  }
  if (!message || !ended) throw new Error("the message never ended");
  return { ...message, content };
}

function apply(block: JsonObject, delta: JsonObject): JsonObject {
  const { type, text, thinking, signature, citation } = delta;
  switch (type) {
    case "text_delta":
      return { ...block, text: String(block["text"]) + String(text) };
    case "thinking_delta":
      return { ...block, thinking: String(block["thinking"]) + String(thinking) };
    case "signature_delta":
      return { ...block, signature: signature ?? "" };
    case "citations_delta":
      return {
        ...block,
        citations: [...(Array.isArray(block["citations"]) ? block["citations"] : []), object(citation)],
      };
    default:
      return block;
  }
}

function object(value: JsonValue | undefined): JsonObject {
  if (!isJsonObject(value)) throw new Error("not an object");
  return value;
}

describe("a client of Anthropic's format", () => {
  it.each(Object.entries(sampleReplies))(
    "takes a streamed message with %s and finds in it what the whole one holds",
    (_, events) => {
      expect(collect(writeStream("anthropic-messages", events, asked))).toEqual(
        writeWhole("anthropic-messages", events, asked),
      );
    },
  );

  it("sees no thinking that it did not ask for", () => {
    const { content } = writeWhole("anthropic-messages", sampleReplies["signed reasoning"] ?? []);
    expect(content).toEqual([{ type: "tool_use", id: "toolu_1", name: "weather", input: {} }]);
  });

  it("sees the gateway's own data in message_delta", () => {
    const text = writeStream("anthropic-messages", sampleReplies["text"] ?? [], { metadata: { cost_usd: "0.1" } });
    const delta = readSse(text).find(({ event }) => event === "message_delta");
    expect(JSON.parse(delta?.data ?? "{}")).toMatchObject({
      gateway: { cost_usd: "0.1" },
      usage: { input_tokens: 10, output_tokens: 10 },
    });
  });
});
