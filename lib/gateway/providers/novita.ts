import { bearer, type Provider } from "./provider.ts";

export const novita: Provider = {
  kind: "novita",
  title: "Novita AI",
  baseUrl: "https://api.novita.ai/openai/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai", rerank: "openai" },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning_content" }),
};
