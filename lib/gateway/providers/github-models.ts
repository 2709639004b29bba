import { bearer, type Provider } from "./provider.ts";

export const githubModels: Provider = {
  kind: "github-models",
  title: "GitHub Models",
  baseUrl: "https://models.github.ai/inference",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai" },
  auth: bearer,
  headers: { "x-github-api-version": "2022-11-28" },
  quirks: () => ({ outputCapField: "max_tokens" }),
};
