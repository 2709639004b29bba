import { bearer, type Provider } from "./provider.ts";

export const voyage: Provider = {
  kind: "voyage",
  title: "Voyage AI",
  baseUrl: "https://api.voyageai.com/v1",
  dialects: [],
  endpoints: { embeddings: "voyage", rerank: "voyage" },
  auth: bearer,
  quirks: () => ({}),
};
