import type { Capabilities, CatalogMode, CatalogRow } from "#lib/gateway/catalog/row.ts";
import { shiftDecimal } from "#lib/gateway/metering/decimal.ts";

/** The price fields that live sources state. */
export const listedPriceFields = [
  "inputUsdPerMtok",
  "outputUsdPerMtok",
  "cachedInputUsdPerMtok",
  "cacheWriteUsdPerMtok",
  "cacheWrite1hUsdPerMtok",
  "audioInputUsdPerMtok",
  "audioOutputUsdPerMtok",
  "perRequestUsd",
] as const satisfies readonly (keyof CatalogRow)[];

export type ListedPriceField = (typeof listedPriceFields)[number];
export type ListedPrices = { readonly [Field in ListedPriceField]?: string };

/** What a source says of one model, in the catalog's own terms. */
export type ListedModel = {
  readonly id: string;
  readonly name: string;
  readonly mode: CatalogMode;
  readonly prices: ListedPrices;
  /** The provider picks the model and tells the price afterwards. */
  readonly variable: boolean;
  readonly contextTokens?: number;
  readonly maxOutputTokens?: number;
  readonly inputModalities: readonly string[];
  readonly outputModalities: readonly string[];
  readonly capabilities: Capabilities;
  readonly releasedOn?: string;
  readonly alias?: string;
};

/** What a source says of one provider. */
export type Listing = { readonly source: string; readonly provider: string; readonly models: readonly ListedModel[] };

/** A number or numeral as a catalog price, its point moved and rounded to nine places; else `undefined`. */
export function toPrice(value: unknown, places: number): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const exact = shiftDecimal(String(value), places);
  return exact === undefined ? undefined : roundTo(exact, 9);
}

type StatedPrices = { readonly [Field in ListedPriceField]?: string | undefined };

/** The prices that can be true: beside a paid input, a cached price below 0.5 % or above 100 % of it is a slip. */
export function plausiblePrices(stated: StatedPrices): ListedPrices {
  const input = Number(stated.inputUsdPerMtok ?? 0);
  const cached = Number(stated.cachedInputUsdPerMtok ?? 0);
  const slip = input > 0 && (cached < 0.005 * input || cached > input);
  const zeroMeansNone = new Set<string>(["cacheWriteUsdPerMtok", "cacheWrite1hUsdPerMtok", "perRequestUsd"]);
  const kept = listedPriceFields.flatMap((field) => {
    const value = stated[field];
    if (value === undefined || (value === "0" && zeroMeansNone.has(field))) return [];
    return field === "cachedInputUsdPerMtok" && slip ? [] : [[field, value] as const];
  });
  return Object.fromEntries(kept);
}

export function modeOf(id: string, outputs: readonly string[]): CatalogMode {
  if (/embed/i.test(id) || outputs.some((name) => name.startsWith("embedding"))) return "embedding";
  if (/rerank/i.test(id)) return "rerank";
  if (outputs.includes("text")) return "chat";
  return outputs.includes("image") ? "image" : outputs.includes("audio") ? "audio_speech" : "chat";
}

type Limits = { readonly contextTokens?: number; readonly maxOutputTokens?: number };

/** Sources write 0 or nothing for a limit that they do not know. */
export function knownLimits(context: number | null | undefined, output: number | null | undefined): Limits {
  return { ...(context ? { contextTokens: context } : {}), ...(output ? { maxOutputTokens: output } : {}) };
}

function roundTo(decimal: string, places: number): string {
  const [whole = "0", fraction = ""] = decimal.split(".");
  if (fraction.length <= places) return decimal;
  const up = Number(fraction[places]) >= 5 ? 1n : 0n;
  const scaled = BigInt(whole + fraction.slice(0, places)) + up;
  return (
    shiftDecimal(
      scaled
        .toString()
        .padStart(places + 1, "0")
        .replace(new RegExp(`(\\d{${places}})$`), ".$1"),
      0,
    ) ?? decimal
  );
}
