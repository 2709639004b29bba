import { bearer, type Provider } from "./provider.ts";

export const perplexity: Provider = {
  kind: "perplexity",
  title: "Perplexity",
  baseUrl: "https://api.perplexity.ai",
  dialects: ["openai-chat"],
  auth: bearer,
  quirks: () => ({
    outputCapField: "max_tokens",
    streamUsageOption: false,
    reasoningField: "none",
    choicesMax: 1,
    responseFormats: ["json_schema"],
    dropParameters: [
      ...["tools", "tool_choice", "parallel_tool_calls", "seed", "logit_bias", "logprobs", "top_logprobs"],
      ...["service_tier", "verbosity"],
    ],
  }),
};
