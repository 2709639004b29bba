import { bearer, type Provider } from "./provider.ts";

export const hyperbolic: Provider = {
  kind: "hyperbolic",
  title: "Hyperbolic",
  baseUrl: "https://api.hyperbolic.xyz/v1",
  dialects: ["openai-chat"],
  auth: bearer,
  modelsPath: "/models",
  quirks: () => ({ outputCapField: "max_tokens" }),
};
