import type { ModelListRow } from "#lib/management/models/model-list.ts";

/** What a reader calls the modes of the catalog. */
export const modeWords: Readonly<Record<ModelListRow["mode"], string>> = {
  chat: "Chat",
  embedding: "Embedding",
  image: "Image",
  audio_speech: "Speech",
  audio_transcription: "Transcription",
  moderation: "Moderation",
  rerank: "Rerank",
};

export type Capability = "tools" | "jsonSchema" | "vision" | "reasoning";

type CapabilityWords = {
  readonly id: Capability;
  readonly label: string;
  readonly mark: string;
  readonly hint: string;
};

/** In the order in which they stand in a row, each with its own place there. */
export const capabilityWords: readonly CapabilityWords[] = [
  { id: "tools", label: "Tools", mark: "Tools", hint: "Calls tools" },
  { id: "jsonSchema", label: "JSON schema", mark: "JSON", hint: "Answers in the form of a JSON schema" },
  { id: "vision", label: "Vision", mark: "Vision", hint: "Reads images" },
  { id: "reasoning", label: "Reasoning", mark: "Reasoning", hint: "Thinks before it answers" },
];

/** Its name in lists, addresses and messages: the same model at two providers is two rows. */
export function nameOf({ provider, id }: Pick<ModelListRow, "provider" | "id">): string {
  return `${provider}/${id}`;
}

/** A price of its own at the API. Slashes are part of a model's id and stay parts of the path. */
export function pricePath({ provider, id }: Pick<ModelListRow, "provider" | "id">): string {
  return `/user-models/prices/${encodeURIComponent(provider)}/${id.split("/").map(encodeURIComponent).join("/")}`;
}
