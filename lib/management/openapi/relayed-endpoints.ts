import type { JsonObject } from "#lib/core/json.ts";
import type { GatewayEndpoint } from "./gateway-endpoints.ts";

const text = { type: "string" };
const whole = { type: "integer" };
const number = { type: "number" };
const model = { ...text, description: "A model of the key's router, `provider/model`, or a bare model name" };
const tokenUsage = { type: "object", properties: { prompt_tokens: whole, total_tokens: whole } };

const embeddingsRequest = {
  type: "object",
  required: ["model", "input"],
  properties: {
    model,
    input: {
      description: "A text, up to 2048 texts, a list of tokens, or up to 2048 such lists",
      oneOf: [
        text,
        { type: "array", items: text },
        { type: "array", items: whole },
        { type: "array", items: { type: "array", items: whole } },
      ],
    },
    encoding_format: { enum: ["float", "base64"], description: "base64 is that of little-endian float32 numbers" },
    dimensions: whole,
    user: text,
  },
  additionalProperties: true,
};

const embeddingsReply = {
  type: "object",
  properties: {
    object: { const: "list" },
    data: {
      type: "array",
      items: {
        type: "object",
        properties: {
          object: { const: "embedding" },
          index: whole,
          embedding: { oneOf: [{ type: "array", items: number }, text] },
        },
      },
    },
    model: text,
    usage: tokenUsage,
  },
} satisfies JsonObject;

const imagesRequest = {
  type: "object",
  required: ["model", "prompt"],
  properties: {
    model,
    prompt: text,
    n: { ...whole, minimum: 1, maximum: 10 },
    size: text,
    quality: text,
    response_format: { enum: ["url", "b64_json"] },
    stream: { type: "boolean" },
    partial_images: { ...whole, minimum: 0, maximum: 3 },
  },
  additionalProperties: true,
};

const speechRequest = {
  type: "object",
  required: ["model", "input", "voice"],
  properties: {
    model,
    input: text,
    voice: { oneOf: [text, { type: "object" }] },
    instructions: text,
    response_format: text,
    speed: { ...number, minimum: 0.25, maximum: 4 },
    stream_format: { enum: ["audio", "sse"] },
  },
  additionalProperties: true,
};

const uploadRequest = {
  type: "object",
  required: ["model", "file"],
  properties: {
    model: { ...model, description: `${model.description}. Before the file, so that the file need not be held` },
    file: { type: "string", format: "binary" },
    language: text,
    prompt: text,
    response_format: text,
    temperature: number,
    stream: { type: "boolean" },
  },
  additionalProperties: true,
};

const transcript = { type: "object", properties: { text }, additionalProperties: true };

const moderationRequest = {
  type: "object",
  required: ["input"],
  properties: {
    model: { ...text, description: "omni-moderation-latest where it is absent" },
    input: { oneOf: [text, { type: "array", items: { oneOf: [text, { type: "object" }] } }] },
  },
  additionalProperties: true,
};

const rerankRequest = {
  type: "object",
  required: ["model", "query", "documents"],
  properties: {
    model,
    query: text,
    documents: {
      type: "array",
      items: { oneOf: [text, { type: "object", properties: { text } }] },
      minItems: 1,
      maxItems: 10_000,
    },
    top_n: { ...whole, minimum: 1 },
    return_documents: { type: "boolean" },
  },
  additionalProperties: true,
};

const rerankReply = {
  type: "object",
  properties: {
    id: text,
    object: { const: "list" },
    model: text,
    results: {
      type: "array",
      items: {
        type: "object",
        properties: {
          index: whole,
          relevance_score: number,
          document: { type: "object", properties: { text } },
        },
      },
    },
    usage: { type: "object", properties: { prompt_tokens: whole, total_tokens: whole, search_units: whole } },
  },
} satisfies JsonObject;

/** The endpoints that are relayed to providers that have them. */
export const relayedEndpoints: readonly GatewayEndpoint[] = [
  {
    method: "POST",
    path: "/v1/embeddings",
    id: "createEmbeddings",
    summary: "The vectors of texts in OpenAI's form, whatever the provider's",
    body: embeddingsRequest,
    reply: embeddingsReply,
  },
  {
    method: "POST",
    path: "/v1/images/generations",
    id: "createImage",
    summary: "Pictures in OpenAI's form",
    body: imagesRequest,
    reply: { type: "object", additionalProperties: true },
    streams: true,
  },
  {
    method: "POST",
    path: "/v1/audio/speech",
    id: "createSpeech",
    summary: "Speech, streamed as it comes: sound, or events with stream_format 'sse'",
    body: speechRequest,
    reply: { type: "string", format: "binary" },
    produces: "audio/*",
    streams: true,
  },
  {
    method: "POST",
    path: "/v1/audio/transcriptions",
    id: "createTranscription",
    summary: "What is said in a file of at most 32 MiB, which is streamed to the provider",
    body: uploadRequest,
    takes: "multipart/form-data",
    reply: transcript,
    streams: true,
  },
  {
    method: "POST",
    path: "/v1/audio/translations",
    id: "createTranslation",
    summary: "What is said in a file of at most 32 MiB, in English",
    body: uploadRequest,
    takes: "multipart/form-data",
    reply: transcript,
  },
  {
    method: "POST",
    path: "/v1/moderations",
    id: "createModeration",
    summary: "Whether texts and pictures break a provider's rules",
    body: moderationRequest,
    reply: { type: "object", additionalProperties: true },
  },
  {
    method: "POST",
    path: "/v1/rerank",
    id: "createRerank",
    summary: "Documents in the order of their relevance, in one form for all providers",
    body: rerankRequest,
    reply: rerankReply,
  },
];
