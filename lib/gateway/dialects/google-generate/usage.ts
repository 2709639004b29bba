import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { Usage } from "../../metering/usage.ts";
import { compact } from "../compact.ts";
import { type CountReader, openCounts, readServiceTier, usageCounts } from "../read-counts.ts";

/**
 * Reads Google's usage: the prompt holds what was cached, prompts of its own tools and thoughts stand beside
 * the other counts, and kinds of media stand in lists.
 */
export function readGoogleUsage(usage: JsonObject, serviceTier?: JsonValue): Usage {
  const counts = openCounts(usage);
  const cached = splitMedia(counts, counts.read("cachedContentTokenCount"), usage["cacheTokensDetails"]);
  const prompt = counts.split(counts.read("promptTokenCount"), [cached.total]);
  const promptMedia = mediaOf(usage["promptTokensDetails"]);
  const fresh = counts.split(prompt.rest, [
    Math.max(promptMedia.audio - cached.audio, 0),
    Math.max(promptMedia.image - cached.image, 0),
  ]);
  const output = splitMedia(counts, counts.read("candidatesTokenCount"), usage["candidatesTokensDetails"]);
  return compact({
    counts: usageCounts({
      input: fresh.rest + counts.read("toolUsePromptTokenCount"),
      audio_input: fresh.parts[0] ?? 0,
      image_input: fresh.parts[1] ?? 0,
      cached_input: Math.min(cached.text, prompt.parts[0] ?? 0),
      cached_audio_input: cached.audio,
      cached_image_input: cached.image,
      output: output.text,
      audio_output: output.audio,
      image_output: output.image,
      reasoning: counts.read("thoughtsTokenCount"),
    }),
    serviceTier: readServiceTier(usage["serviceTier"] ?? usage["trafficType"] ?? serviceTier),
    clamped: counts.clamped() ? (true as const) : undefined,
  });
}

function splitMedia(counts: CountReader, total: number, details: JsonValue | undefined) {
  const media = mediaOf(details);
  const { rest, parts } = counts.split(total, [media.audio, media.image]);
  return { total, text: rest, audio: parts[0] ?? 0, image: parts[1] ?? 0 };
}

function mediaOf(details: JsonValue | undefined): { readonly audio: number; readonly image: number } {
  const list = Array.isArray(details) ? details.filter(isJsonObject) : [];
  return { audio: tokensOf(list, "AUDIO"), image: tokensOf(list, "IMAGE") };
}

function tokensOf(details: readonly JsonObject[], modality: string): number {
  let tokens = 0;
  for (const detail of details) {
    const count = detail["tokenCount"];
    if (detail["modality"] === modality && typeof count === "number" && Number.isSafeInteger(count) && count > 0)
      tokens += count;
  }
  return tokens;
}
