import { bearer, type Provider } from "./provider.ts";

export const mistral: Provider = {
  kind: "mistral",
  title: "Mistral AI",
  baseUrl: "https://api.mistral.ai/v1",
  dialects: ["openai-chat"],
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({
    outputCapField: "max_tokens",
    streamUsageOption: false,
    dropParameters: ["logit_bias", "logprobs", "top_logprobs", "user", "service_tier"],
  }),
};
