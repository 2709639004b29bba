import { bearer, openaiAudio, type Provider } from "./provider.ts";

export const groq: Provider = {
  kind: "groq",
  title: "Groq",
  baseUrl: "https://api.groq.com/openai/v1",
  dialects: ["openai-chat"],
  endpoints: { ...openaiAudio },
  audioSecondsMin: 10,
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({
    outputCapField: "max_completion_tokens",
    reasoningField: "reasoning",
    choicesMax: 1,
    dropParameters: ["logit_bias", "logprobs", "top_logprobs", "top_k", "verbosity"],
  }),
};
