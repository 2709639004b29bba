import { openaiQuirks } from "./openai.ts";
import { openaiAudio, type Provider } from "./provider.ts";

export const azureOpenai: Provider = {
  kind: "azure-openai",
  title: "Azure OpenAI",
  dialects: ["openai-chat", "openai-responses"],
  endpoints: {
    embeddings: "openai",
    "images/generations": "openai",
    ...openaiAudio,
  },
  auth: { header: "api-key", required: true },
  modelsPath: "/models",
  quirks: openaiQuirks,
  help: "The base URL is https://{resource}.openai.azure.com/openai/v1. Models are named by deployment: name them in the list of models, and rewrite them by a router where the names differ.",
};
