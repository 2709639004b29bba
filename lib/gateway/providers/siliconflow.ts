import { bearer, type Provider } from "./provider.ts";

export const siliconflow: Provider = {
  kind: "siliconflow",
  title: "SiliconFlow",
  baseUrl: "https://api.siliconflow.com/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai", rerank: "openai" },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning_content" }),
};
