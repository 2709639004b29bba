import { bearer, noAddress, type Provider } from "./provider.ts";

export const ollama: Provider = {
  kind: "ollama",
  title: "Ollama",
  baseUrl: "http://127.0.0.1:11434/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai" },
  auth: { ...bearer, required: false },
  modelsPath: "/models",
  quirks: () => ({
    outputCapField: "max_tokens",
    mediaUrls: noAddress,
    reasoningField: "reasoning",
    choicesMax: 1,
    // Ollama does not refuse them, it ignores them: the caller has to be told.
    dropParameters: ["tool_choice", "parallel_tool_calls", "logit_bias", "user", "service_tier", "verbosity"],
  }),
  local: true,
  freeUnlessListed: true,
  help: "Runs on your own machine: start the gateway with ALLOW_PRIVATE_UPSTREAMS=true.",
};
