import { bearer, type Provider } from "./provider.ts";

export const minimax: Provider = {
  kind: "minimax",
  title: "MiniMax",
  baseUrl: "https://api.minimax.io/v1",
  dialects: ["openai-chat"],
  auth: bearer,
  quirks: () => ({ outputCapField: "max_tokens", reasoningField: "reasoning_content", choicesMax: 1 }),
};
