import { bearer, type Provider } from "./provider.ts";

export const jina: Provider = {
  kind: "jina",
  title: "Jina AI",
  baseUrl: "https://api.jina.ai/v1",
  dialects: [],
  endpoints: { embeddings: "jina", rerank: "jina" },
  auth: bearer,
  quirks: () => ({}),
};
