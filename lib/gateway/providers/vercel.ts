import { bearer, type Provider } from "./provider.ts";

export const vercel: Provider = {
  kind: "vercel",
  title: "Vercel AI Gateway",
  baseUrl: "https://ai-gateway.vercel.sh/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai" },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ reasoningField: "reasoning" }),
};
