import { bearer, openaiAudio, type Provider } from "./provider.ts";

export const together: Provider = {
  kind: "together",
  title: "Together AI",
  baseUrl: "https://api.together.xyz/v1",
  dialects: ["openai-chat"],
  endpoints: {
    embeddings: "openai",
    "images/generations": "openai",
    ...openaiAudio,
    rerank: "openai",
  },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning" }),
};
