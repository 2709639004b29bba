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
];
