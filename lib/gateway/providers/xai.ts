import { bearer, type Provider } from "./provider.ts";

export const xai: Provider = {
  kind: "xai",
  title: "xAI",
  baseUrl: "https://api.x.ai/v1",
  dialects: ["openai-chat"],
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ reasoningOutsideOutput: true, reasoningField: "reasoning_content" }),
};
