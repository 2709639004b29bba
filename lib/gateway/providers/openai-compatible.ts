import { bearer, openaiAudio, type Provider } from "./provider.ts";

export const openaiCompatible: Provider = {
  kind: "openai-compatible",
  title: "OpenAI-compatible",
  dialects: ["openai-chat"],
  endpoints: {
    embeddings: "openai",
    "images/generations": "openai",
    ...openaiAudio,
    moderations: "openai",
    rerank: "openai",
  },
  auth: { ...bearer, required: false },
  modelsPath: "/models",
  quirks: () => ({}),
  help: "Any server that speaks OpenAI's chat format. The base URL ends with its version segment, often /v1.",
};
