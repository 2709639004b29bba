import { bearer, type Provider } from "./provider.ts";

export const cerebras: Provider = {
  kind: "cerebras",
  title: "Cerebras",
  baseUrl: "https://api.cerebras.ai/v1",
  dialects: ["openai-chat"],
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({
    outputCapField: "max_completion_tokens",
    reasoningField: "reasoning",
    choicesMax: 1,
    dropParameters: ["frequency_penalty", "presence_penalty", "logit_bias", "top_k", "verbosity"],
  }),
};
