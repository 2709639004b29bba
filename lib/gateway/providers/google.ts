import type { Provider } from "./provider.ts";

export const google: Provider = {
  kind: "google",
  title: "Google Gemini",
  baseUrl: "https://generativelanguage.googleapis.com/v1beta",
  dialects: ["google-generate"],
  endpoints: { embeddings: "google" },
  auth: { header: "x-goog-api-key", required: true },
  modelsPath: "/models?pageSize=1000",
  quirks: () => ({
    choicesMax: 8,
    // Its own files, and films.
    mediaUrls: /^(?:gs:|https:\/\/generativelanguage\.googleapis\.com\/|https:\/\/(?:www\.youtube\.com|youtu\.be)\/)/,
  }),
};
