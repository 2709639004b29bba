import { bearer, type Provider } from "./provider.ts";

export const scaleway: Provider = {
  kind: "scaleway",
  title: "Scaleway",
  baseUrl: "https://api.scaleway.ai/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai", "audio/transcriptions": "openai" },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens" }),
};
