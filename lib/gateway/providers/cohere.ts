import { bearer, type Provider } from "./provider.ts";

export const cohere: Provider = {
  kind: "cohere",
  title: "Cohere",
  baseUrl: "https://api.cohere.ai/compatibility/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "cohere", rerank: "cohere" },
  auth: bearer,
  quirks: () => ({
    outputCapField: "max_tokens",
    reasoningField: "none",
    choicesMax: 1,
    dropParameters: [
      "logit_bias",
      "top_logprobs",
      "top_k",
      "parallel_tool_calls",
      "service_tier",
      "metadata",
      "verbosity",
    ],
  }),
};
