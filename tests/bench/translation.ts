import type { JsonObject } from "#lib/core/json.ts";
import { inboundIds, inboundOf, outboundIds, outboundOf, readBody, readSse, sse } from "../conformance/support.ts";

/**
 * What translation costs: microseconds for each event of a stream, and for each request of 4 messages with 2 tools,
 * for every pair of formats. Medians over batches; printed beside the targets, never asserted.
 */
const targets = { event: 25, request: 150 } as const;
const batches = 60;

const schema = {
  type: "object",
  properties: { city: { type: "string", description: "Its name" }, days: { type: "integer", minimum: 1, maximum: 14 } },
  required: ["city"],
};
const text = "How is the weather in Rome today, and what should I wear when I go out in the evening? ".repeat(4);

const requests: Readonly<Record<(typeof inboundIds)[number], JsonObject>> = {
  "openai-chat": {
    tools: ["weather", "clock"].map((name) => ({
      type: "function",
      function: { name, description: text, parameters: schema },
    })),
    messages: [
      { role: "system", content: text },
      { role: "user", content: text },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", type: "function", function: { name: "weather", arguments: '{"city":"Rome"}' } }],
      },
      { role: "tool", tool_call_id: "c1", content: text },
    ],
  },
  "openai-responses": {
    tools: ["weather", "clock"].map((name) => ({ type: "function", name, description: text, parameters: schema })),
    instructions: text,
    input: [
      { role: "user", content: text },
      { type: "function_call", call_id: "c1", name: "weather", arguments: '{"city":"Rome"}' },
      { type: "function_call_output", call_id: "c1", output: text },
    ],
  },
  "anthropic-messages": {
    tools: ["weather", "clock"].map((name) => ({ name, description: text, input_schema: schema })),
    system: text,
    messages: [
      { role: "user", content: text },
      { role: "assistant", content: [{ type: "tool_use", id: "c1", name: "weather", input: { city: "Rome" } }] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: text }] },
    ],
  },
};

/** A stream of a few hundred words in each provider's format. */
const words = Array.from({ length: 300 }, (_, index) => ` word${index}`);
const streams: Readonly<Record<(typeof outboundIds)[number], string>> = {
  "openai-chat": sse(
    ...words.map((content) => ({
      id: "c",
      model: "m",
      created: 1,
      choices: [{ index: 0, delta: { content }, finish_reason: null }],
    })),
    { id: "c", model: "m", created: 1, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
    "[DONE]",
  ),
  "openai-responses": sse(
    { type: "response.created", response: { id: "r", model: "m", status: "in_progress", output: [] } },
    {
      type: "response.output_item.added",
      output_index: 0,
      item: { id: "i", type: "message", role: "assistant", content: [] },
    },
    ...words.map((delta) => ({
      type: "response.output_text.delta",
      item_id: "i",
      output_index: 0,
      content_index: 0,
      delta,
    })),
    { type: "response.completed", response: { id: "r", model: "m", status: "completed", output: [] } },
  ),
  "anthropic-messages": sse(
    {
      type: "message_start",
      message: { id: "m", model: "m", role: "assistant", content: [], usage: { input_tokens: 9 } },
    },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    ...words.map((word) => ({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: word } })),
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 300 } },
    { type: "message_stop" },
  ),
  "google-generate": sse(
    ...words.map((word) => ({ candidates: [{ content: { parts: [{ text: word }] }, index: 0 }], responseId: "r" })),
    { candidates: [{ content: { parts: [] }, index: 0, finishReason: "STOP" }], responseId: "r" },
  ),
};

const rows = inboundIds.flatMap((from) =>
  outboundIds.map(
    (to) => [`${from} -> ${to}`, median(() => writeRequests(from, to)), median(() => readEvents(from, to))] as const,
  ),
);
const width = Math.max(...rows.map(([pair]) => pair.length));
const lines = [
  `${"pair".padEnd(width)}  request (target ${targets.request})  event (target ${targets.event})   microseconds, median`,
  ...rows.map(
    ([pair, request, event]) =>
      `${pair.padEnd(width)}  ${request.toFixed(1).padStart(20)}  ${event.toFixed(2).padStart(17)}`,
  ),
];
process.stdout.write(`${lines.join("\n")}\n`);

/** Reads the caller's JSON text and writes the provider's: all that a request costs but the sending. */
function writeRequests(from: (typeof inboundIds)[number], to: (typeof outboundIds)[number]): number {
  const count = 50;
  const body = JSON.stringify(requests[from]);
  const startedMs = performance.now();
  for (let index = 0; index < count; index++) {
    const request = readBody(from, JSON.parse(body));
    JSON.stringify(outboundOf(to).writeRequest(request, { model: "m", stream: false, quirks: {} }).body);
  }
  return ((performance.now() - startedMs) * 1_000) / count;
}

/** Parses, reads and writes every event of a stream. */
function readEvents(from: (typeof inboundIds)[number], to: (typeof outboundIds)[number]): number {
  const bytes = new TextEncoder().encode(streams[to]);
  const request = { ...readBody(from, requests[from]), stream: true };
  const startedMs = performance.now();
  const reader = outboundOf(to).openReader();
  const writer = inboundOf(from).openWriter({ request, replyId: "r", createdSeconds: 1, model: "m" });
  const events = readSse(bytes);
  let length = 0;
  for (const event of events) for (const read of reader.read(event)) length += writer.write(read).join("").length;
  for (const frame of writer.end()) length += frame.length;
  const tookUs = (performance.now() - startedMs) * 1_000;
  if (length === 0) throw new Error("nothing was written");
  return tookUs / events.length;
}

/** The first batches only warm up. */
function median(measure: () => number): number {
  const samples = Array.from({ length: batches }, measure).slice(batches / 3);
  samples.sort((left, right) => left - right);
  return samples[Math.floor(samples.length / 2)] ?? 0;
}
