import { bearer, type Provider } from "./provider.ts";

export const llamacpp: Provider = {
  kind: "llamacpp",
  title: "llama.cpp",
  baseUrl: "http://127.0.0.1:8080/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai", rerank: "openai" },
  auth: { ...bearer, required: false },
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning_content" }),
  local: true,
  freeUnlessListed: true,
  help: "Runs on your own machine: start the gateway with ALLOW_PRIVATE_UPSTREAMS=true.",
};
