import { isRelayName, relayModes } from "../relays/relay.ts";
import type { Target } from "./target.ts";

const modelKinds = {
  chat: "chat",
  embedding: "embeddings",
  image: "pictures",
  audio_speech: "speech",
  audio_transcription: "transcription",
  moderation: "moderation",
  rerank: "reranking",
} as const;

/**
 * Why a target cannot serve an endpoint at all, in words; `undefined` where it can. A relayed endpoint needs a
 * provider that has it and a model made for it; what the catalog does not list counts as made for it.
 */
export function unfitFor(endpoint: string, { provider, catalogModel }: Pick<Target, "provider" | "catalogModel">) {
  if (!isRelayName(endpoint)) {
    return provider.dialects.length === 0 ? `${provider.title} has no chat models` : undefined;
  }
  if (!provider.endpoints?.[endpoint]) return `${provider.title} does not have ${endpoint}`;
  if (catalogModel && catalogModel.mode !== relayModes[endpoint]) {
    return `the model is made for ${modelKinds[catalogModel.mode]}`;
  }
  return undefined;
}
