import { bearer, noAddress, type Provider } from "./provider.ts";

export const moonshot: Provider = {
  kind: "moonshot",
  title: "Moonshot AI",
  baseUrl: "https://api.moonshot.ai/v1",
  dialects: ["openai-chat"],
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({
    outputCapField: "max_tokens",
    mediaUrls: noAddress,
    reasoningField: "reasoning_content",
    dropParameters: ["seed", "top_k", "logit_bias", "verbosity"],
  }),
};
