import { z } from "zod";
import type { Prisma } from "../database.ts";
import { timeView, viewTime } from "../fields.ts";

const decimal = z.string().exactOptional();

const tokenPrices = {
  inputUsdPerMtok: decimal,
  outputUsdPerMtok: decimal,
  cachedInputUsdPerMtok: decimal,
  cacheWriteUsdPerMtok: decimal,
  cacheWrite1hUsdPerMtok: decimal,
  reasoningOutputUsdPerMtok: decimal,
  audioInputUsdPerMtok: decimal,
  audioOutputUsdPerMtok: decimal,
  imageInputUsdPerMtok: decimal,
  imageOutputUsdPerMtok: decimal,
};

const prices = {
  ...tokenPrices,
  perRequestUsd: decimal,
  perImageUsd: decimal,
  perSecondUsd: decimal,
  perCharacterUsd: decimal,
};

/** An organization's own price of a model, as it is sent, kept and answered. */
export const priceFields = z.strictObject({
  ...prices,
  longContext: z.array(z.strictObject({ aboveTokens: z.int(), ...prices })).exactOptional(),
});

export const priceView = z.object({
  provider: z.string(),
  model: z.string(),
  version: z.string(),
  updatedAt: timeView,
  ...priceFields.shape,
});
export type PriceView = z.infer<typeof priceView>;

export function toPriceView(row: Prisma.PriceOverrideGetPayload<Record<string, never>>): PriceView {
  return {
    ...priceFields.parse(row.fields),
    provider: row.provider,
    model: row.model,
    version: `own:${row.version}`,
    updatedAt: viewTime(row.updatedAt),
  };
}
