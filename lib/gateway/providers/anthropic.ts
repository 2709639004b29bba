import type { Provider } from "./provider.ts";

export const anthropic: Provider = {
  kind: "anthropic",
  title: "Anthropic",
  baseUrl: "https://api.anthropic.com/v1",
  dialects: ["anthropic-messages"],
  auth: { header: "x-api-key", required: true },
  headers: { "anthropic-version": "2023-06-01" },
  forwardHeaders: ["anthropic-beta"],
  modelsPath: "/models?limit=1000",
  quirks: () => ({}),
};
