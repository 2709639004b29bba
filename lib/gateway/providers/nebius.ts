import { bearer, type Provider } from "./provider.ts";

export const nebius: Provider = {
  kind: "nebius",
  title: "Nebius Token Factory",
  baseUrl: "https://api.tokenfactory.nebius.com/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai", "images/generations": "openai" },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning_content" }),
};
