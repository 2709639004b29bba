import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import type { CanonicalEvent } from "#lib/gateway/dialects/canonical.ts";
import { GatewayError } from "#lib/gateway/errors.ts";
import { sampleReplies } from "./sample-replies.ts";
import { writeStream, writeWhole } from "./support.ts";

const asked = { body: { stream_options: { include_usage: true }, reasoning: { effort: "high" } } };
const cases = Object.entries(sampleReplies);

/** OpenAI's own client, whose checks of a stream are the strictest there are, over a connection that answers `text`. */
function client(text: string, type = "text/event-stream"): OpenAI {
  return new OpenAI({
    apiKey: "none",
    maxRetries: 0,
    fetch: async () => new Response(text, { headers: { "content-type": type } }),
  });
}

const chatBody = { model: "m", messages: [{ role: "user" as const, content: "Hi" }], n: 1 };

describe("OpenAI's client", () => {
  it.each(cases)(
    "takes a streamed chat completion with %s and finds in it what the whole one holds",
    async (_, events) => {
      const stream = client(writeStream("openai-chat", events, asked)).chat.completions.stream(chatBody);
      const { choices, usage: streamedUsage } = await stream.finalChatCompletion();
      const [whole] = JSON.parse(JSON.stringify(writeWhole("openai-chat", events, asked)["choices"]));
      expect(choices[0]?.finish_reason).toBe(whole.finish_reason);
      expect(choices[0]?.message.content || null).toBe(whole.message.content || null);
      expect(choices[0]?.message.refusal ?? null).toBe(whole.message.refusal);
      expect(plain(choices[0]?.message.tool_calls)).toEqual(plain(whole.message.tool_calls));
      expect(choices[0]?.logprobs?.content ?? null).toEqual(whole.logprobs?.content ?? null);
      expect(streamedUsage).toMatchObject({ prompt_tokens: 15, completion_tokens: 10, total_tokens: 25 });
    },
  );

  it.each(cases)("takes a streamed response with %s and finds in it what the whole one holds", async (_, events) => {
    const stream = client(writeStream("openai-responses", events, asked)).responses.stream({ model: "m", input: "Hi" });
    const streamed = await stream.finalResponse();
    const whole = writeWhole("openai-responses", events, asked);
    expect(streamed.status).toBe(whole["status"]);
    expect(withoutParsed(streamed.output)).toEqual(whole["output"]);
    expect(streamed.usage).toEqual(whole["usage"]);
  });

  it("gets no usage that it did not ask for", async () => {
    const text = writeStream("openai-chat", sampleReplies["text"] ?? []);
    expect(text).not.toContain("usage");
  });

  it.each(["openai-chat", "openai-responses"] as const)(
    "throws at a failure in the middle of a stream of %s",
    async (id) => {
      const error = new GatewayError("upstream_stream_interrupted");
      const events: readonly CanonicalEvent[] = [
        { type: "text", choice: 0, text: "Hel" },
        { type: "error", error },
      ];
      const openai = client(writeStream(id, events));
      const stream =
        id === "openai-chat"
          ? openai.chat.completions.stream(chatBody)
          : openai.responses.stream({ model: "m", input: "Hi" });
      await expect(stream.done()).rejects.toThrow("ended before it was complete");
    },
  );

  it("sees the gateway's own data beside the usage", async () => {
    const events = sampleReplies["text"] ?? [];
    const chunks = await client(
      writeStream("openai-chat", events, { metadata: { cost_usd: "0.1" } }),
    ).chat.completions.create({
      ...chatBody,
      stream: true,
    });
    const found: unknown[] = [];
    for await (const chunk of chunks)
      if ("gateway" in chunk) found.push([chunk.choices, chunk["gateway"], chunk.usage?.total_tokens]);
    expect(found).toEqual([[[], { cost_usd: "0.1" }, 25]]);
  });
});

function plain(calls: unknown): unknown {
  if (!Array.isArray(calls) || calls.length === 0) return [];
  return calls.map(({ id, type, function: { name, arguments: input } }) => ({ id, type, name, input }));
}

/** The client adds what it parsed itself. */
function withoutParsed(output: unknown): unknown {
  return JSON.parse(
    JSON.stringify(output, (name, value) => (name === "parsed" || name === "parsed_arguments" ? undefined : value)),
  );
}
