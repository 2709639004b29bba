import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { parseUsdPerMillion, parseUsdPerUnit, type Rate } from "#lib/core/money.ts";
import type { PriceState, Rates } from "../metering/price.ts";
import { type RatesDraft, tokenPriceFields, unitPriceFields } from "./price-fields.ts";

export type PriceProblem = {
  /** The path of the field: `inputUsdPerMtok`, `longContext[0].aboveTokens`. */
  readonly field: string;
  readonly problem: string;
};

export type ParsedOverride =
  | { readonly kind: "price"; readonly price: PriceState }
  | { readonly kind: "problems"; readonly problems: readonly PriceProblem[] };

type FieldReader = { readonly name: keyof RatesDraft; readonly parse: (text: string) => Rate | undefined };

/** What an organization may set; the catalog knows a few more. */
const notOverridable = new Set<string>(["cachedAudioInputUsdPerMtok", "cachedImageInputUsdPerMtok"]);

const readers = new Map<string, FieldReader>([
  ...tokenPriceFields
    .filter(([field]) => !notOverridable.has(field))
    .map(([field, name]) => [field, { name, parse: parseUsdPerMillion }] as const),
  ...unitPriceFields.map(([field, name]) => [field, { name, parse: parseUsdPerUnit }] as const),
]);

/** Ten dollars a token: far above any price, and far below what a sum could not hold. */
const integerDigitsMax = 7;
const longContextStepsMax = 8;

/**
 * Reads an organization's own price. Prices are decimal strings: a JSON number may already have lost its last digit.
 * What is absent follows the rules of `rateFor`; a price of which all parts are zero is free.
 */
export function priceFromOverride(fields: JsonObject, version: string): ParsedOverride {
  const problems: PriceProblem[] = [];
  const { longContext: steps, ...prices } = fields;
  const rates = readRates(prices, "", problems);
  const longContext = steps === undefined ? [] : readSteps(steps, problems);
  const stated = [rates, ...longContext.map((step) => step.rates)].flatMap((listing) => Object.values(listing));
  if (problems.length === 0 && Object.keys(rates).length === 0) {
    problems.push({ field: "inputUsdPerMtok", problem: "at least one price is needed" });
  }
  problems.push(...missingRoots(rates));
  if (problems.length > 0) return { kind: "problems", problems };
  if (stated.every((rate) => rate === 0n)) return { kind: "price", price: { kind: "free", version } };
  return { kind: "price", price: { kind: "known", price: { version, rates, longContext, tiers: {} } } };
}

/** A price for a part of the tokens says nothing of the rest, and nobody means the rest to be free. */
function missingRoots(rates: Rates): readonly PriceProblem[] {
  const { input, output, cached_input, cache_write, cache_write_1h, reasoning } = rates;
  const partOfInput = cached_input ?? cache_write ?? cache_write_1h;
  const problem = "is needed beside the price for a part of these tokens";
  return [
    ...(input === undefined && partOfInput !== undefined ? [{ field: "inputUsdPerMtok", problem }] : []),
    ...(output === undefined && reasoning !== undefined ? [{ field: "outputUsdPerMtok", problem }] : []),
  ];
}

function readRates(fields: JsonObject, path: string, problems: PriceProblem[]): RatesDraft {
  const rates: RatesDraft = {};
  for (const [field, value] of Object.entries(fields)) {
    const reader = readers.get(field);
    const read = reader ? readRate(value, reader) : "is not a price field";
    if (typeof read === "string") problems.push({ field: path + field, problem: read });
    else if (reader) rates[reader.name] = read;
  }
  return rates;
}

/** The rate, or what is wrong with it. */
function readRate(value: JsonValue, { parse }: FieldReader): Rate | string {
  if (typeof value === "number") return 'must be a decimal string such as "0.15", not a JSON number';
  if (typeof value !== "string") return 'must be a decimal string in USD such as "0.15"';
  if (/^-\d/.test(value)) return "must not be negative";
  if (!/^\d+(\.\d+)?$/.test(value)) return 'must be a decimal string in USD such as "0.15"';
  if (value.replace(/\..*$/, "").replace(/^0+/, "").length > integerDigitsMax) return "must be below 10000000";
  return parse(value) ?? "must have at most 12 decimal places";
}

type Step = { readonly aboveTokens: number; readonly rates: Rates };

function readSteps(value: JsonValue, problems: PriceProblem[]): readonly Step[] {
  if (!Array.isArray(value) || value.length > longContextStepsMax) {
    problems.push({ field: "longContext", problem: `must be a list of at most ${longContextStepsMax} steps` });
    return [];
  }
  const steps = value.flatMap((step: JsonValue, index) => readStep(step, `longContext[${index}]`, problems) ?? []);
  steps.sort((left, right) => left.aboveTokens - right.aboveTokens);
  if (steps.some((step, index) => step.aboveTokens === steps[index + 1]?.aboveTokens)) {
    problems.push({ field: "longContext", problem: "must not have two steps with the same aboveTokens" });
  }
  return steps;
}

function readStep(value: JsonValue, path: string, problems: PriceProblem[]): Step | undefined {
  if (!isJsonObject(value)) {
    problems.push({ field: path, problem: "must be an object with aboveTokens and prices" });
    return undefined;
  }
  const { aboveTokens, ...prices } = value;
  const rates = readRates(prices, `${path}.`, problems);
  if (Object.keys(rates).length === 0) problems.push({ field: path, problem: "at least one price is needed" });
  if (typeof aboveTokens !== "number" || !Number.isSafeInteger(aboveTokens) || aboveTokens < 1) {
    problems.push({ field: `${path}.aboveTokens`, problem: "must be a whole number of tokens above 0" });
    return undefined;
  }
  return { aboveTokens, rates };
}
