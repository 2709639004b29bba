import type { JsonObject } from "#lib/core/json.ts";
import type { ProviderFacts } from "./provider.ts";

const text = "Hello there";
const messages = "https://api.anthropic.com/v1/messages";
const gemini = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash";

const claudeUsage = {
  input_tokens: 10,
  cache_read_input_tokens: 2,
  cache_creation_input_tokens: 3,
  output_tokens: 5,
};
const claudeMessage = { id: "msg_1", type: "message", role: "assistant", model: "claude-haiku-4-5" };
const claudeCounts = { input: 10, cached_input: 2, cache_write: 3, output: 5 };

const claudeError = (type: string, message: string) => ({ type: "error", error: { type, message } });

const claudeStream = [
  {
    type: "message_start",
    message: { ...claudeMessage, content: [], stop_reason: null, usage: { ...claudeUsage, output_tokens: 1 } },
  },
  { type: "ping" },
  { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "Hm." } },
  { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "sig==" } },
  { type: "content_block_stop", index: 0 },
  { type: "content_block_start", index: 1, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 1, delta: { type: "text_delta", text: "Hello" } },
  { type: "content_block_delta", index: 1, delta: { type: "text_delta", text: " there" } },
  { type: "content_block_stop", index: 1 },
  { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: claudeUsage },
  { type: "message_stop" },
];

/** Anthropic's own format: x-api-key, a version header, input that leaves cached tokens out. */
export const anthropicFacts: ProviderFacts = {
  model: "claude-haiku-4-5",
  headers: { "x-api-key": "sk-contract", "anthropic-version": "2023-06-01" },
  addresses: {
    "chat/completions": { whole: messages, stream: messages },
    responses: { whole: messages, stream: messages },
    messages: { whole: messages, stream: messages },
  },
  request: {
    body: {
      model: "claude-haiku-4-5",
      system: "Be kind.",
      messages: [{ role: "user", content: [{ type: "text", text: "Weather in Rome?" }] }],
      max_tokens: 64,
      temperature: 0.5,
      top_k: 40,
      stop_sequences: ["END"],
      metadata: { user_id: "user-1" },
      tool_choice: { type: "tool", name: "weather", disable_parallel_tool_use: true },
      tools: [{ name: "weather" }, { name: "clock", input_schema: { type: "object", properties: {} } }],
    },
    without: ["seed", "user", "logit_bias", "stop", "parallel_tool_calls", "max_completion_tokens", "service_tier"],
    dropped: [
      ...["seed", "frequency_penalty", "presence_penalty", "logit_bias", "logprobs", "top_logprobs"],
      ...["metadata", "service_tier", "verbosity"],
    ],
  },
  whole: {
    reply: {
      ...claudeMessage,
      content: [
        { type: "thinking", thinking: "Hm.", signature: "sig==" },
        { type: "text", text },
      ],
      stop_reason: "end_turn",
      stop_sequence: null,
      usage: claudeUsage,
    },
    text,
    reasoning: "Hm.",
    usage: claudeCounts,
  },
  stream: {
    reply: claudeStream.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""),
    text,
    reasoning: "Hm.",
    usage: claudeCounts,
  },
  errors: {
    rateLimit: {
      status: 429,
      headers: { "retry-after": "7" },
      body: claudeError("rate_limit_error", "This request would exceed your rate limit."),
    },
    contextLength: {
      status: 400,
      body: claudeError("invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"),
    },
    contentPolicy: {
      status: 200,
      body: {
        ...claudeMessage,
        content: [],
        stop_reason: "refusal",
        stop_details: { type: "refusal", category: "cyber", explanation: null },
        usage: claudeUsage,
      },
    },
    credentials: { status: 401, body: claudeError("authentication_error", "invalid x-api-key") },
  },
};

const geminiUsage = {
  promptTokenCount: 12,
  cachedContentTokenCount: 2,
  candidatesTokenCount: 5,
  thoughtsTokenCount: 3,
  totalTokenCount: 20,
};
const geminiCounts = { input: 10, cached_input: 2, output: 5, reasoning: 3 };
const geminiPiece = (parts: readonly JsonObject[], more: JsonObject = {}, candidate: JsonObject = {}): JsonObject => ({
  candidates: [{ content: { role: "model", parts }, index: 0, ...candidate }],
  modelVersion: "gemini-2.5-flash",
  responseId: "r1",
  ...more,
});
const thought = { text: "Hm.", thought: true };

/** Google's own format: the model in the path, the key in a header, thoughts beside the output, CRLF and no end mark. */
export const googleFacts: ProviderFacts = {
  model: "gemini-2.5-flash",
  headers: { "x-goog-api-key": "sk-contract" },
  addresses: {
    "chat/completions": { whole: `${gemini}:generateContent`, stream: `${gemini}:streamGenerateContent?alt=sse` },
    responses: { whole: `${gemini}:generateContent`, stream: `${gemini}:streamGenerateContent?alt=sse` },
    messages: { whole: `${gemini}:generateContent`, stream: `${gemini}:streamGenerateContent?alt=sse` },
  },
  request: {
    body: {
      systemInstruction: { parts: [{ text: "Be kind." }] },
      contents: [{ role: "user", parts: [{ text: "Weather in Rome?" }] }],
      generationConfig: {
        temperature: 0.5,
        topK: 40,
        maxOutputTokens: 64,
        stopSequences: ["END"],
        seed: 7,
        frequencyPenalty: 0.5,
        presencePenalty: 0.5,
        responseLogprobs: true,
        logprobs: 2,
      },
      toolConfig: { functionCallingConfig: { mode: "ANY", allowedFunctionNames: ["weather"] } },
      tools: [{ functionDeclarations: [{ name: "weather" }, { name: "clock", description: "Time now" }] }],
      serviceTier: "flex",
    },
    without: ["model", "messages", "stream", "user", "logit_bias", "metadata"],
    dropped: ["logit_bias", "user", "metadata", "verbosity", "parallel_tool_calls"],
  },
  whole: {
    reply: geminiPiece([thought, { text }], { usageMetadata: geminiUsage }, { finishReason: "STOP" }),
    text,
    reasoning: "Hm.",
    usage: geminiCounts,
  },
  stream: {
    reply: [
      geminiPiece([thought], { usageMetadata: { promptTokenCount: 12, thoughtsTokenCount: 3 } }),
      geminiPiece([{ text: "Hello" }]),
      geminiPiece([{ text: " there" }], { usageMetadata: geminiUsage }, { finishReason: "STOP" }),
    ]
      .map((piece) => `data: ${JSON.stringify(piece)}\r\n\r\n`)
      .join(""),
    text,
    reasoning: "Hm.",
    usage: geminiCounts,
  },
  errors: {
    rateLimit: {
      status: 429,
      body: {
        error: {
          code: 429,
          message: "Resource has been exhausted (e.g. check quota).",
          status: "RESOURCE_EXHAUSTED",
          details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "7s" }],
        },
      },
    },
    contextLength: {
      status: 400,
      body: {
        error: {
          code: 400,
          message: "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
          status: "INVALID_ARGUMENT",
        },
      },
    },
    contentPolicy: {
      status: 200,
      body: { promptFeedback: { blockReason: "PROHIBITED_CONTENT" }, usageMetadata: { promptTokenCount: 12 } },
    },
    credentials: {
      status: 400,
      body: {
        error: {
          code: 400,
          message: "API key not valid. Please pass a valid API key.",
          status: "INVALID_ARGUMENT",
          details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID" }],
        },
      },
    },
  },
};
