import type { DialectQuirks } from "../dialects/dialect.ts";
import { bearer, type Provider } from "./provider.ts";

export const xai: Provider = {
  kind: "xai",
  title: "xAI",
  baseUrl: "https://api.x.ai/v1",
  dialects: ["openai-chat"],
  endpoints: { "images/generations": "xai" },
  auth: bearer,
  modelsPath: "/models",
  quirks: xaiQuirks,
};

/** Models that reason refuse what would steer the choice of their tokens. */
function xaiQuirks(model: string): DialectQuirks {
  const reasons = /^grok-(?:3-mini|4|5|code)/.test(model) && !model.includes("non-reasoning");
  return {
    reasoningOutsideOutput: true,
    reasoningField: "reasoning_content",
    dropParameters: ["logit_bias", ...(reasons ? ["stop", "frequency_penalty", "presence_penalty"] : [])],
  };
}
