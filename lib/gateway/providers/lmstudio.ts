import { bearer, noAddress, type Provider } from "./provider.ts";

export const lmstudio: Provider = {
  kind: "lmstudio",
  title: "LM Studio",
  baseUrl: "http://127.0.0.1:1234/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai" },
  auth: { ...bearer, required: false },
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", mediaUrls: noAddress }),
  local: true,
  freeUnlessListed: true,
  help: "Runs on your own machine: start the gateway with ALLOW_PRIVATE_UPSTREAMS=true.",
};
