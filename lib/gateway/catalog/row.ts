import { z } from "zod";

/** The form of `prisma/catalog`: facts about models, absent meaning unknown. Money is a decimal string in USD. */

/** Canonical: no sign, no exponent, no trailing zeros, so that a price that did not change is the same text. */
const decimal = z.string().regex(/^(0|[1-9]\d{0,6})(\.\d{0,11}[1-9])?$/);
const factor = z.string().regex(/^\d{1,2}(\.\d{0,2}[1-9])?$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const text = z.string().min(1);
const tokens = z.int().positive();

const tokenPrices = {
  inputUsdPerMtok: decimal.exactOptional(),
  outputUsdPerMtok: decimal.exactOptional(),
  cachedInputUsdPerMtok: decimal.exactOptional(),
  cacheWriteUsdPerMtok: decimal.exactOptional(),
  cacheWrite1hUsdPerMtok: decimal.exactOptional(),
  reasoningOutputUsdPerMtok: decimal.exactOptional(),
  audioInputUsdPerMtok: decimal.exactOptional(),
  cachedAudioInputUsdPerMtok: decimal.exactOptional(),
  audioOutputUsdPerMtok: decimal.exactOptional(),
  imageInputUsdPerMtok: decimal.exactOptional(),
  cachedImageInputUsdPerMtok: decimal.exactOptional(),
  imageOutputUsdPerMtok: decimal.exactOptional(),
};

/** Where a maker has no word for how much a search reads, one price; otherwise one for each word. */
const webSearch = z.union([decimal, z.strictObject({ low: decimal, medium: decimal, high: decimal })]);

const capabilities = z.strictObject({
  tools: z.boolean().exactOptional(),
  parallelTools: z.boolean().exactOptional(),
  jsonSchema: z.boolean().exactOptional(),
  vision: z.boolean().exactOptional(),
  reasoning: z.boolean().exactOptional(),
  promptCache: z.boolean().exactOptional(),
  streaming: z.boolean().exactOptional(),
  temperature: z.boolean().exactOptional(),
});

const reasoningOptions = z.strictObject({
  toggle: z.boolean(),
  efforts: z.array(text).exactOptional(),
  defaultEffort: text.exactOptional(),
  /** -1 where the model may decide for itself. */
  budgetMinTokens: z.int().min(-1).exactOptional(),
  budgetMaxTokens: tokens.exactOptional(),
  mandatory: z.boolean().exactOptional(),
  defaultEnabled: z.boolean().exactOptional(),
  from: text.exactOptional(),
});

export const catalogModes = [
  "chat",
  "embedding",
  "image",
  "audio_speech",
  "audio_transcription",
  "moderation",
  "rerank",
] as const;

/** One model at one provider. The order of the fields here is their order in the files. */
export const catalogRow = z.strictObject({
  id: text,
  name: text,
  mode: z.enum(catalogModes),
  ...tokenPrices,
  perRequestUsd: decimal.exactOptional(),
  perImageUsd: decimal.exactOptional(),
  perSecondUsd: decimal.exactOptional(),
  perCharacterUsd: decimal.exactOptional(),
  webSearchUsd: webSearch.exactOptional(),
  imagePrices: z.array(z.strictObject({ quality: text, size: text, usd: decimal })).exactOptional(),
  /** The price of the whole request once its input exceeds `aboveTokens`; ascending. */
  longContext: z.array(z.strictObject({ aboveTokens: tokens, ...tokenPrices })).exactOptional(),
  batch: z.strictObject(tokenPrices).exactOptional(),
  flex: z.strictObject(tokenPrices).exactOptional(),
  priority: z.strictObject(tokenPrices).exactOptional(),
  /** Factors on the token prices: `us` for inference kept in the US, `fast` for the fast speed. */
  multipliers: z.record(text, factor).exactOptional(),
  /** Factors on the token prices by region of residency. */
  regionalMultipliers: z.record(text, factor).exactOptional(),
  /** The provider picks the model and says afterwards what it cost. */
  variablePrice: z.literal(true).exactOptional(),
  free: z.literal(true).exactOptional(),
  contextTokens: tokens.exactOptional(),
  maxInputTokens: tokens.exactOptional(),
  maxOutputTokens: tokens.exactOptional(),
  promptCacheMinTokens: tokens.exactOptional(),
  embeddingDimensions: tokens.exactOptional(),
  inputModalities: z.array(text),
  outputModalities: z.array(text),
  capabilities,
  reasoningOptions: reasoningOptions.exactOptional(),
  endpoints: z.array(text).exactOptional(),
  /** The id at the same provider that this name stands for now. */
  aliasOf: text.exactOptional(),
  /** Other names under which the provider itself accepts this model. */
  aliases: z.array(text).exactOptional(),
  /** `unlisted`: no longer (or not yet) in the provider's own list. */
  status: z.enum(["active", "beta", "deprecated", "unlisted"]),
  /** A day, or only a month where no more is known. */
  releasedOn: z
    .string()
    .regex(/^\d{4}-\d{2}(-\d{2})?$/)
    .exactOptional(),
  deprecatedOn: day.exactOptional(),
  source: text,
  asOf: day,
  /** The sources that state the same input and output price, and what the others say. */
  agreement: z.array(text).min(1),
  conflicts: z.array(z.strictObject({ source: text, field: text, value: text, kept: text })).exactOptional(),
  metadataFrom: text.exactOptional(),
  cachedInputFrom: text.exactOptional(),
});

/** All models of one provider. */
export const catalogFile = z.strictObject({ provider: text, models: z.array(catalogRow) });

export type CatalogRow = Readonly<z.infer<typeof catalogRow>>;
export type CatalogFile = Readonly<z.infer<typeof catalogFile>>;
export type CatalogMode = (typeof catalogModes)[number];
export type Capabilities = Readonly<z.infer<typeof capabilities>>;
