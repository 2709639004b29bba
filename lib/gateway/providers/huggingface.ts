import { bearer, type Provider } from "./provider.ts";

export const huggingface: Provider = {
  kind: "huggingface",
  title: "Hugging Face",
  baseUrl: "https://router.huggingface.co/v1",
  dialects: ["openai-chat"],
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens" }),
};
