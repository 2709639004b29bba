import { bearer, type Provider } from "./provider.ts";

export const fireworks: Provider = {
  kind: "fireworks",
  title: "Fireworks AI",
  baseUrl: "https://api.fireworks.ai/inference/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai" },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning_content" }),
};
