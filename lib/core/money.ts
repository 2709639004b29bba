declare const nanoUsd: unique symbol;
declare const rate: unique symbol;

/** A whole number of nano-dollars (1 USD = 1_000_000_000). Money is never a float. */
export type NanoUsd = bigint & { readonly [nanoUsd]: true };

/**
 * The price of one million units (tokens, characters, seconds, requests), in pico-dollars.
 * Pico, because prices may carry twelve decimal places in USD per million.
 */
export type Rate = bigint & { readonly [rate]: true };

/** Three powers from pico to nano, six from "per million units" to "per unit". */
const picoPerMillionToNanoPerUnit = 1_000_000_000n;
const nanoPerUsd = 1_000_000_000n;
const decimalPattern = /^(\d{1,16})(?:\.(\d+))?$/;

export const noMoney = 0n as NanoUsd;
export const noRate = 0n as Rate;

/** Rounds up, so that rounding never makes a metered request free. */
export function priceOf(units: number, unitRate: Rate): NanoUsd {
  const product = BigInt(units) * unitRate;
  return ((product + picoPerMillionToNanoPerUnit - 1n) / picoPerMillionToNanoPerUnit) as NanoUsd;
}

/** How many units an amount pays for: the most for which `priceOf` does not exceed it. */
export function unitsWithin(amount: NanoUsd, unitRate: Rate): number {
  if (unitRate === 0n) return Number.POSITIVE_INFINITY;
  return amount <= 0n ? 0 : Number((amount * picoPerMillionToNanoPerUnit) / unitRate);
}

/** A rate times a factor in thousandths, rounded up to the pico-dollar. */
export function scaleRate(unitRate: Rate, thousandths: bigint): Rate {
  return ((unitRate * thousandths + 999n) / 1_000n) as Rate;
}

/** Whether every number of units costs whole nano-dollars, so that nothing is ever rounded up. */
export function isWholeNano(unitRate: Rate): boolean {
  return unitRate % picoPerMillionToNanoPerUnit === 0n;
}

export function addMoney(left: NanoUsd, right: NanoUsd): NanoUsd {
  return (left + right) as NanoUsd;
}

export function subtractMoney(left: NanoUsd, right: NanoUsd): NanoUsd {
  return (left - right) as NanoUsd;
}

export function sumMoney(amounts: Iterable<NanoUsd>): NanoUsd {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as NanoUsd;
}

export function maxMoney(left: NanoUsd, right: NanoUsd): NanoUsd {
  return left > right ? left : right;
}

/** From a database column or a checked integer; the birth of the brand. */
export function nanoUsdFrom(value: bigint | number | string): NanoUsd {
  return BigInt(value) as NanoUsd;
}

/** Reads a decimal string in USD with at most 9 places; `undefined` when it is not one. */
export function parseUsd(text: string): NanoUsd | undefined {
  return parseDecimal(text, 9) as NanoUsd | undefined;
}

/** Reads USD per million units, at most 12 places; `undefined` when it is not a decimal string. */
export function parseUsdPerMillion(text: string): Rate | undefined {
  return parseDecimal(text, 12) as Rate | undefined;
}

/** Reads USD per single unit (request, image, second, character), at most 12 places. */
export function parseUsdPerUnit(text: string): Rate | undefined {
  const picoPerUnit = parseDecimal(text, 12);
  return picoPerUnit === undefined ? undefined : ((picoPerUnit * 1_000_000n) as Rate);
}

/** The exact decimal string in USD, without trailing zeros: `"0.000012345"`, `"1"`, `"-0.5"`. */
export function formatUsd(amount: NanoUsd): string {
  return formatDecimal(amount, 9);
}

export function formatUsdPerMillion(unitRate: Rate): string {
  return formatDecimal(unitRate, 12);
}

export function formatUsdPerUnit(unitRate: Rate): string {
  return formatDecimal(unitRate, 18);
}

/** For charts and sorting on screen only; never for arithmetic. */
export function approximateUsd(amount: NanoUsd): number {
  return Number(amount) / Number(nanoPerUsd);
}

function parseDecimal(text: string, places: number): bigint | undefined {
  const match = decimalPattern.exec(text);
  if (!match) return undefined;
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  if (fraction.length > places) return undefined;
  return BigInt((match[1] ?? "0") + fraction.padEnd(places, "0"));
}

function formatDecimal(value: bigint, places: number): string {
  const sign = value < 0n ? "-" : "";
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  return `${sign}${digits.slice(0, -places)}${fraction === "" ? "" : `.${fraction}`}`;
}
