import { bearer, type Provider } from "./provider.ts";

export const alibaba: Provider = {
  kind: "alibaba",
  title: "Alibaba Model Studio",
  baseUrl: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
  dialects: ["openai-chat"],
  endpoints: { embeddings: "openai" },
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning_content" }),
};
