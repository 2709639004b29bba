import { bearer, type Provider } from "./provider.ts";

export const mistral: Provider = {
  kind: "mistral",
  title: "Mistral AI",
  baseUrl: "https://api.mistral.ai/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "mistral", "audio/transcriptions": "openai", moderations: "mistral" },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({
    outputCapField: "max_tokens",
    streamUsageOption: false,
    renameParameters: { seed: "random_seed" },
    requiredToolChoice: "any",
    anonymousToolChoice: true,
    // Mistral answers 422 to a field that it does not know.
    dropParameters: [
      ...["user", "safety_identifier", "logit_bias", "logprobs", "top_logprobs", "top_k"],
      ...["service_tier", "store", "verbosity", "prompt_cache_key"],
    ],
  }),
};
