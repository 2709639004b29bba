import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { CanonicalRequest } from "../canonical.ts";

/** OpenAI's own voices; Google refuses a voice that it does not know. */
const openaiVoices: ReadonlySet<string> = new Set([
  ...["alloy", "ash", "ballad", "cedar", "coral", "echo", "fable"],
  ...["marin", "nova", "onyx", "sage", "shimmer", "verse"],
]);

/** What chat's `modalities` and `audio` become, and which of the caller's extra fields they were. */
export type WrittenModalities = {
  readonly config: JsonObject;
  readonly known: ReadonlySet<string>;
  readonly dropped: readonly string[];
};

const none: WrittenModalities = { config: {}, known: new Set(), dropped: [] };

/** A spoken answer is only spoken here; pictures come with their text. */
export function writeModalities({ dialect, extras }: CanonicalRequest): WrittenModalities {
  const { modalities, audio } = extras;
  if (dialect !== "openai-chat" || !Array.isArray(modalities)) return none;
  if (modalities.includes("audio")) {
    const voice = isJsonObject(audio) ? audio["voice"] : undefined;
    const isKnown = typeof voice === "string" && !openaiVoices.has(voice.toLowerCase());
    return {
      config: {
        responseModalities: ["AUDIO"],
        ...(isKnown && { speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: voice } } } }),
      },
      known: new Set(["modalities", "audio"]),
      // It answers in raw samples and in its own voices, whatever was asked for.
      dropped: [
        ...(isKnown || voice === undefined ? [] : ["audio.voice"]),
        ...(isJsonObject(audio) && audio["format"] !== "pcm16" ? ["audio.format"] : []),
      ],
    };
  }
  const config = modalities.includes("image") ? { responseModalities: ["TEXT", "IMAGE"] } : {};
  return { config, known: new Set(["modalities"]), dropped: [] };
}
