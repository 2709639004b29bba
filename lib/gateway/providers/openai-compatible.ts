import { bearer, type Provider } from "./provider.ts";

export const openaiCompatible: Provider = {
  kind: "openai-compatible",
  title: "OpenAI-compatible",
  dialects: ["openai-chat"],
  auth: { ...bearer, required: false },
  modelsPath: "/models",
  quirks: () => ({}),
  help: "Any server that speaks OpenAI's chat format. The base URL ends with its version segment, often /v1.",
};
