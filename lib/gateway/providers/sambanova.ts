import { bearer, type Provider } from "./provider.ts";

export const sambanova: Provider = {
  kind: "sambanova",
  title: "SambaNova Cloud",
  baseUrl: "https://api.sambanova.ai/v1",
  dialects: ["openai-chat"],
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens" }),
};
