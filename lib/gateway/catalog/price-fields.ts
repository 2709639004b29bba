import type { Rate } from "#lib/core/money.ts";
import type { UsageClass } from "../metering/usage.ts";

/** Which usage class a price per million tokens is for, by the name of its field. */
export const tokenPriceFields = [
  ["inputUsdPerMtok", "input"],
  ["outputUsdPerMtok", "output"],
  ["cachedInputUsdPerMtok", "cached_input"],
  ["cacheWriteUsdPerMtok", "cache_write"],
  ["cacheWrite1hUsdPerMtok", "cache_write_1h"],
  ["reasoningOutputUsdPerMtok", "reasoning"],
  ["audioInputUsdPerMtok", "audio_input"],
  ["cachedAudioInputUsdPerMtok", "cached_audio_input"],
  ["audioOutputUsdPerMtok", "audio_output"],
  ["imageInputUsdPerMtok", "image_input"],
  ["cachedImageInputUsdPerMtok", "cached_image_input"],
  ["imageOutputUsdPerMtok", "image_output"],
] as const satisfies readonly (readonly [string, UsageClass])[];

/** Which usage class a price per single unit is for. */
export const unitPriceFields = [
  ["perRequestUsd", "request"],
  ["perImageUsd", "image"],
  ["perSecondUsd", "second"],
  ["perCharacterUsd", "character"],
] as const satisfies readonly (readonly [string, UsageClass])[];

export type TokenPriceField = (typeof tokenPriceFields)[number][0];
export type UnitPriceField = (typeof unitPriceFields)[number][0];

/** Rates while they are being read. */
export type RatesDraft = { [Class in UsageClass]?: Rate };
