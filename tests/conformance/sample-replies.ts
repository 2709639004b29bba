import type { CanonicalEvent } from "#lib/gateway/dialects/canonical.ts";
import type { Usage } from "#lib/gateway/metering/usage.ts";

const choice = 0;
export const usage: Usage = { counts: { input: 10, cached_input: 5, output: 7, reasoning: 3 } };
const start: CanonicalEvent = { type: "start", id: "up1", model: "m" };
const used: CanonicalEvent = { type: "usage", usage };
const anthropic = "anthropic-claude-v1";
const google = "google-gemini-v1";

/** Replies that show one thing each, as any provider may give them. */
export const sampleReplies: Readonly<Record<string, readonly CanonicalEvent[]>> = {
  text: [
    start,
    { type: "text", choice, text: "Hello" },
    { type: "text", choice, text: " you 😀" },
    { type: "finish", choice, reason: "stop" },
    used,
  ],
  nothing: [start, { type: "finish", choice, reason: "stop" }, used],
  "cut by length": [start, { type: "text", choice, text: "Hel" }, { type: "finish", choice, reason: "length" }, used],
  "filtered content": [start, { type: "finish", choice, reason: "content_filter", native: "SAFETY" }, used],
  refusal: [start, { type: "refusal", choice, text: "I will not." }, { type: "finish", choice, reason: "stop" }, used],
  "parallel calls": [
    start,
    { type: "text", choice, text: "I look." },
    { type: "tool_start", choice, index: 0, id: "call_1", name: "weather" },
    { type: "tool_arguments", choice, index: 0, text: '{"city":' },
    { type: "tool_arguments", choice, index: 0, text: '"Rome"}' },
    { type: "tool_start", choice, index: 1, id: "", name: "clock" },
    { type: "finish", choice, reason: "tool_calls" },
    used,
  ],
  "signed reasoning": [
    start,
    { type: "reasoning", choice, text: "Let me ", format: anthropic },
    { type: "reasoning", choice, text: "think.", format: anthropic },
    { type: "reasoning_signature", choice, signature: "sig/1==", format: anthropic },
    { type: "reasoning_redacted", choice, data: "dark/2==", format: anthropic },
    { type: "tool_start", choice, index: 0, id: "toolu_1", name: "weather" },
    { type: "tool_arguments", choice, index: 0, text: "{}" },
    { type: "finish", choice, reason: "tool_calls" },
    used,
  ],
  "signed calls": [
    start,
    { type: "reasoning", choice, text: "Two at once.", format: google },
    { type: "tool_start", choice, index: 0, id: "", name: "weather", signature: "gem/1==" },
    { type: "tool_arguments", choice, index: 0, text: '{"city":"Rome"}' },
    { type: "tool_start", choice, index: 1, id: "", name: "weather" },
    { type: "tool_arguments", choice, index: 1, text: '{"city":"Oslo"}' },
    { type: "finish", choice, reason: "tool_calls" },
    used,
  ],
  "encrypted reasoning": [
    start,
    { type: "reasoning", choice, text: "A summary.", format: "openai-responses-v1" },
    { type: "reasoning_redacted", choice, data: "enc==", id: "rs_1", format: "openai-responses-v1" },
    { type: "text", choice, text: "Done." },
    { type: "finish", choice, reason: "stop" },
    used,
  ],
  citations: [
    start,
    { type: "text", choice, text: "It is so." },
    { type: "citation", choice, value: { url: "https://example.com/a", title: "A", start_index: 0, end_index: 9 } },
    { type: "finish", choice, reason: "stop" },
    used,
  ],
  "log probabilities": [
    start,
    { type: "text", choice, text: "Yes" },
    { type: "logprobs", choice, value: [{ token: "Yes", logprob: -0.1, bytes: [89, 101, 115], top_logprobs: [] }] },
    { type: "finish", choice, reason: "stop" },
    used,
  ],
};
