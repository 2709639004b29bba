import { bearer, type Provider } from "./provider.ts";

export const nvidia: Provider = {
  kind: "nvidia",
  title: "NVIDIA NIM",
  baseUrl: "https://integrate.api.nvidia.com/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai" },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning_content" }),
};
