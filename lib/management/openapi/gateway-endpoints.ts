import type { JsonObject } from "#lib/core/json.ts";
import { relayedEndpoints } from "./relayed-endpoints.ts";

/** What the documentation says of one endpoint of `/v1`. Their bodies are the providers' own formats, fields and all. */
export type GatewayEndpoint = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly body?: JsonObject;
  readonly reply: JsonObject;
  /** The type of the body and of the reply where they are not JSON. */
  readonly takes?: string;
  readonly produces?: string;
  /** Answers a stream of events where the body says `"stream": true`. */
  readonly streams?: boolean;
};

const text = { type: "string" };
const textOrNull = { type: ["string", "null"] };
const whole = { type: "integer" };
const wholeOrNull = { type: ["integer", "null"] };
const usd = { type: "string", description: "Decimal string in USD, at most 9 places" };

const chatRequest = {
  type: "object",
  required: ["model", "messages"],
  properties: {
    model: { ...text, description: "A model of the key's router, `provider/model`, or a bare model name" },
    models: {
      type: "array",
      items: text,
      maxItems: 10,
      description: "Models to take, in this order, where `model` cannot serve. Every format has this field",
    },
    messages: { type: "array", items: { type: "object" } },
    stream: { type: "boolean" },
    max_tokens: whole,
    max_completion_tokens: whole,
    temperature: { type: "number" },
    tools: { type: "array", items: { type: "object" } },
  },
  additionalProperties: true,
};

const completionRequest = {
  type: "object",
  required: ["model", "prompt"],
  properties: {
    model: chatRequest.properties.model,
    prompt: { type: ["string", "array"], items: text, description: "A text or several; lists of tokens are refused" },
    suffix: textOrNull,
    max_tokens: { ...wholeOrNull, description: "16 where it is absent" },
    n: wholeOrNull,
    echo: { type: ["boolean", "null"] },
    logprobs: wholeOrNull,
    stream: { type: "boolean" },
    stop: { type: ["string", "array", "null"], items: text },
  },
  additionalProperties: true,
};

const responsesRequest = {
  type: "object",
  required: ["model", "input"],
  properties: {
    model: chatRequest.properties.model,
    input: { type: ["string", "array"], items: { type: "object" } },
    instructions: textOrNull,
    stream: { type: "boolean" },
    store: { type: "boolean", description: "Only false has a meaning here: the gateway keeps no responses" },
    max_output_tokens: wholeOrNull,
    tools: { type: "array", items: { type: "object" } },
  },
  additionalProperties: true,
};

const messagesRequest = {
  type: "object",
  required: ["model", "max_tokens", "messages"],
  properties: {
    model: chatRequest.properties.model,
    max_tokens: whole,
    messages: { type: "array", items: { type: "object" } },
    system: { type: ["string", "array"], items: { type: "object" } },
    stream: { type: "boolean" },
    tools: { type: "array", items: { type: "object" } },
  },
  additionalProperties: true,
};

const model = {
  type: "object",
  properties: { id: text, object: { const: "model" }, created: whole, owned_by: text },
};

const attempt = {
  type: "object",
  properties: {
    provider: text,
    model: text,
    status: { enum: ["failed", "success"] },
    error: textOrNull,
    http_status: wholeOrNull,
    duration_ms: whole,
    cost_usd: usd,
  },
};

const charge = {
  type: "object",
  properties: {
    class: text,
    quantity: whole,
    rate_usd_per_mtok: text,
    rate_usd: text,
    price_version: text,
    amount_usd: usd,
  },
};

const requestRecord = {
  type: "object",
  properties: {
    id: text,
    created_at: { type: "string", format: "date-time" },
    endpoint: text,
    requested_model: text,
    provider: textOrNull,
    model: textOrNull,
    status: { enum: ["success", "error", "cancelled"] },
    usage: {
      type: "object",
      properties: {
        input_tokens: whole,
        cached_input_tokens: whole,
        cache_write_tokens: whole,
        output_tokens: whole,
        reasoning_tokens: whole,
        source: text,
      },
    },
    cached: { type: "boolean" },
    cost_usd: usd,
    saved_usd: usd,
    charges: { type: "array", items: charge },
    attempts: { type: "array", items: attempt },
  },
};

const budget = {
  type: "object",
  properties: {
    scope: text,
    limit_usd: usd,
    spent_usd: usd,
    held_usd: usd,
    remaining_usd: usd,
    resets_at: { type: ["string", "null"], format: "date-time" },
  },
};

const keyRecord = {
  type: "object",
  properties: {
    id: text,
    name: text,
    expires_at: { type: ["string", "null"], format: "date-time" },
    allowed_models: { type: "array", items: text },
    limits: {
      type: "object",
      properties: { requests_per_minute: wholeOrNull, tokens_per_minute: wholeOrNull, max_concurrent: wholeOrNull },
    },
    budgets: { type: "array", items: budget },
  },
};

const explainRequest = {
  type: "object",
  description: "The body of the request itself, or that as `body` beside the headers and the endpoint it would have",
  properties: {
    body: { type: "object", additionalProperties: true },
    headers: { type: "object", additionalProperties: text },
    endpoint: { enum: ["chat/completions", "completions", "responses", "messages"] },
  },
  additionalProperties: true,
};

const usdOrNull = { type: ["string", "null"], description: "Decimal string in USD; null without a price" };

const explainedCandidate = {
  type: "object",
  properties: {
    provider_id: textOrNull,
    provider: textOrNull,
    model: text,
    kept: { type: "boolean" },
    reason: text,
    expected_cost_usd: usdOrNull,
    worst_case_cost_usd: usdOrNull,
  },
};

/** Kept equal to the engine's own table of endpoints by a test. */
export const gatewayEndpoints: readonly GatewayEndpoint[] = [
  {
    method: "POST",
    path: "/v1/chat/completions",
    id: "createChatCompletion",
    summary: "A chat completion in OpenAI's format, from the first provider that can serve it",
    body: chatRequest,
    reply: { type: "object", additionalProperties: true },
    streams: true,
  },
  {
    method: "POST",
    path: "/v1/completions",
    id: "createCompletion",
    summary: "A text completion in OpenAI's legacy format; the prompt is put to a chat model as a user's message",
    body: completionRequest,
    reply: { type: "object", additionalProperties: true },
    streams: true,
  },
  {
    method: "POST",
    path: "/v1/responses",
    id: "createResponse",
    summary: "A response in the format of OpenAI's responses API, from the first provider that can serve it",
    body: responsesRequest,
    reply: { type: "object", additionalProperties: true },
    streams: true,
  },
  {
    method: "POST",
    path: "/v1/messages",
    id: "createMessage",
    summary: "A message in Anthropic's format, from the first provider that can serve it",
    body: messagesRequest,
    reply: { type: "object", additionalProperties: true },
    streams: true,
  },
  {
    method: "POST",
    path: "/v1/messages/count_tokens",
    id: "countMessageTokens",
    summary: "How many tokens a message would take in: the provider's count where it has one, else an estimate",
    body: { ...messagesRequest, required: ["model", "messages"] },
    reply: { type: "object", properties: { input_tokens: whole } },
  },
  ...relayedEndpoints,
  {
    method: "GET",
    path: "/v1/models",
    id: "listGatewayModels",
    summary: "Every model name that this key may use and some provider serves",
    reply: { type: "object", properties: { object: { const: "list" }, data: { type: "array", items: model } } },
  },
  {
    method: "GET",
    path: "/v1/models/{id}",
    id: "getGatewayModel",
    summary: "One model, if this key may use it",
    reply: model,
  },
  {
    method: "GET",
    path: "/v1/requests/{id}",
    id: "getGatewayRequest",
    summary: "What happened to one of the key's own requests, and what it cost",
    reply: requestRecord,
  },
  {
    method: "POST",
    path: "/v1/route/explain",
    id: "explainGatewayRoute",
    summary:
      "Where a request of this key would go now and why: those tried, in order, then those left out. Spends nothing",
    body: explainRequest,
    reply: { type: "object", properties: { candidates: { type: "array", items: explainedCandidate } } },
  },
  {
    method: "GET",
    path: "/v1/key",
    id: "getGatewayKey",
    summary: "What this key may do and has left",
    reply: keyRecord,
  },
];
