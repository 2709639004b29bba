import { bearer, type Provider } from "./provider.ts";

export const baseten: Provider = {
  kind: "baseten",
  title: "Baseten",
  baseUrl: "https://inference.baseten.co/v1",
  dialects: ["openai-chat"],
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens" }),
};
