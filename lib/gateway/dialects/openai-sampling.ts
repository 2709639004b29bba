import type { CanonicalRequest } from "./canonical.ts";
import type { TargetModel } from "./dialect.ts";

/** Temperature and top_p as OpenAI's formats take them: a model that always reasons takes neither. */
export function openaiSampling({ sampling }: CanonicalRequest, { capabilities }: TargetModel, dropped: Set<string>) {
  const { temperature, topP } = sampling;
  if (capabilities?.temperature !== false) return { temperature, top_p: topP };
  if (temperature !== undefined && temperature !== 1) dropped.add("temperature");
  if (topP !== undefined && topP !== 1) dropped.add("top_p");
  return {};
}
