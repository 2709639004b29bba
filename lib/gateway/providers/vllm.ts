import { bearer, type Provider } from "./provider.ts";

export const vllm: Provider = {
  kind: "vllm",
  title: "vLLM",
  baseUrl: "http://127.0.0.1:8000/v1",
  dialects: ["openai-chat"],
  endpoints: {
    embeddings: "openai",
    "audio/transcriptions": "openai",
    "audio/translations": "openai",
    rerank: "openai",
  },
  auth: { ...bearer, required: false },
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning" }),
  local: true,
  freeUnlessListed: true,
  help: "Runs on your own machine: start the gateway with ALLOW_PRIVATE_UPSTREAMS=true.",
};
