import { bearer, type Provider } from "./provider.ts";

export const openrouter: Provider = {
  kind: "openrouter",
  title: "OpenRouter",
  baseUrl: "https://openrouter.ai/api/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai" },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ cacheControl: true, reasoningField: "reasoning_details", choicesMax: 1 }),
  help: "One key for many makers. The charge that OpenRouter reports is recorded beside the catalog's.",
};
