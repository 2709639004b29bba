import { bearer, type Provider } from "./provider.ts";

export const deepseek: Provider = {
  kind: "deepseek",
  title: "DeepSeek",
  baseUrl: "https://api.deepseek.com",
  dialects: ["openai-chat"],
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({
    outputCapField: "max_tokens",
    reasoningField: "reasoning_content",
    choicesMax: 1,
    responseFormats: ["json_object"],
    dropParameters: ["seed", "top_k", "logit_bias", "parallel_tool_calls", "service_tier", "verbosity"],
  }),
};
