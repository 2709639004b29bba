import { bearer, openaiAudio, type Provider } from "./provider.ts";

export const deepinfra: Provider = {
  kind: "deepinfra",
  title: "DeepInfra",
  baseUrl: "https://api.deepinfra.com/v1/openai",
  dialects: ["openai-chat"],
  endpoints: {
    embeddings: "openai",
    "images/generations": "openai",
    ...openaiAudio,
  },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning_content" }),
};
