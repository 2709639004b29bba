import { bearer, type Provider } from "./provider.ts";

export const ollama: Provider = {
  kind: "ollama",
  title: "Ollama",
  baseUrl: "http://127.0.0.1:11434/v1",
  dialects: ["openai-chat"],
  auth: { ...bearer, required: false },
  modelsPath: "/models",
  quirks: () => ({}),
  local: true,
  freeUnlessListed: true,
  help: "Runs on your own machine: start the gateway with ALLOW_PRIVATE_UPSTREAMS=true.",
};
