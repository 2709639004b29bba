import type { DialectQuirks } from "../dialects/dialect.ts";
import { bearer, openaiAudio, type Provider } from "./provider.ts";

export const openai: Provider = {
  kind: "openai",
  title: "OpenAI",
  baseUrl: "https://api.openai.com/v1",
  dialects: ["openai-chat", "openai-responses"],
  endpoints: {
    embeddings: "openai",
    "images/generations": "openai",
    ...openaiAudio,
    moderations: "openai",
  },
  auth: bearer,
  modelsPath: "/models",
  quirks: openaiQuirks,
};

/**
 * o1 and later and gpt-5 and later refuse `max_tokens`; older models take both names of the cap. The o-series takes
 * nothing that steers the choice of its tokens, and from o3 on no `stop`.
 */
export function openaiQuirks(model: string): DialectQuirks {
  const takesOldField = /^(gpt-3|gpt-4|chatgpt|ft:gpt-[34]|davinci|babbage)/.test(model);
  if (takesOldField) return {};
  const outputCapField = "max_completion_tokens";
  const [, series] = /^o(\d)/.exec(model) ?? [];
  if (series === undefined) return { outputCapField };
  const steering = ["frequency_penalty", "presence_penalty", "logit_bias", "logprobs", "top_logprobs"];
  return { outputCapField, dropParameters: Number(series) >= 3 ? [...steering, "stop"] : steering };
}
