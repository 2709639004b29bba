import type { DialectQuirks } from "../dialects/dialect.ts";
import { bearer, type Provider } from "./provider.ts";

export const openai: Provider = {
  kind: "openai",
  title: "OpenAI",
  baseUrl: "https://api.openai.com/v1",
  dialects: ["openai-chat", "openai-responses"],
  auth: bearer,
  modelsPath: "/models",
  quirks: openaiQuirks,
};

/** o1 and later and gpt-5 and later refuse `max_tokens`; the chat variants of gpt-5 take both. */
export function openaiQuirks(model: string): DialectQuirks {
  const takesOldField = /^(gpt-3|gpt-4|chatgpt|ft:gpt-[34]|davinci|babbage)/.test(model);
  return { outputCapField: takesOldField ? "max_tokens" : "max_completion_tokens" };
}
