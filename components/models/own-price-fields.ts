import type { ModelListRow } from "#lib/management/models/model-list.ts";

export type PriceField = { readonly name: string; readonly label: string; readonly unit: string };

const tokens = "USD per 1M tokens";

const tokenFields: readonly PriceField[] = [
  { name: "inputUsdPerMtok", label: "Input", unit: tokens },
  { name: "outputUsdPerMtok", label: "Output", unit: tokens },
  { name: "cachedInputUsdPerMtok", label: "Cached input", unit: tokens },
  { name: "cacheWriteUsdPerMtok", label: "Cache write", unit: tokens },
];

const unitFields: Readonly<Partial<Record<ModelListRow["mode"], PriceField>>> = {
  image: { name: "perImageUsd", label: "Image", unit: "USD per image" },
  audio_transcription: { name: "perSecondUsd", label: "Audio", unit: "USD per second" },
  audio_speech: { name: "perCharacterUsd", label: "Text", unit: "USD per character" },
};

const requestField: PriceField = { name: "perRequestUsd", label: "Request", unit: "USD per request" };

/** What the form asks for a model: prices by the token, and by what else its kind is sold. */
export function priceFieldsFor({ mode }: Pick<ModelListRow, "mode">): readonly PriceField[] {
  return [...tokenFields, unitFields[mode] ?? requestField];
}

/** The organization's own price as it was set. A price of which all parts are zero comes back as free. */
export function ownPriceOf({ price, prices, longContext }: ModelListRow): Readonly<Record<string, unknown>> {
  if (price === "free") return { inputUsdPerMtok: "0", outputUsdPerMtok: "0" };
  return {
    ...prices,
    ...(longContext && { longContext: longContext.map(({ prices: step, ...rest }) => ({ ...rest, ...step })) }),
  };
}
