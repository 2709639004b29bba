import { bearer, type Provider } from "./provider.ts";

export const zai: Provider = {
  kind: "zai",
  title: "Z.AI",
  baseUrl: "https://api.z.ai/api/paas/v4",
  dialects: ["openai-chat"],
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning_content", choicesMax: 1 }),
};
