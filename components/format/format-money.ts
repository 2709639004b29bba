import { type Decimal, leadingZeros, parseDecimal, printDecimal } from "./decimal.ts";

/**
 * Money as people read it, from the exact decimal string the API answers: cents from a dollar up, three
 * digits that count below it. An amount that is not zero never reads as zero.
 */
export function formatMoney(usd: string): string {
  const value = parseDecimal(usd);
  if (!value) return usd;
  if (value.digits === 0n) return "$0";
  return withSign(value, trimZeros(printDecimal(value, placesThatMatter(value))));
}

/** The same amount to the last digit it has. */
export function formatMoneyExact(usd: string): string {
  const value = parseDecimal(usd);
  if (!value) return usd;
  return withSign(value, trimZeros(printDecimal(value, Math.max(2, value.places))));
}

/** A price is never rounded: two providers that differ in the sixth place must look different. */
export function formatPrice(usdPerMillion: string): string {
  const value = parseDecimal(usdPerMillion);
  if (value?.digits === 0n) return "Free";
  return formatMoneyExact(usdPerMillion);
}

/** For axes only, where the amount is already an approximation: `$1.2k`, `$40`, `$0.002`. */
export function formatMoneyAxis(usd: number): string {
  if (usd === 0) return "$0";
  const size = Math.abs(usd);
  const sign = usd < 0 ? "−" : "";
  if (size >= 1_000_000) return `${sign}$${short(size / 1_000_000)}M`;
  if (size >= 1_000) return `${sign}$${short(size / 1_000)}k`;
  return `${sign}$${short(size)}`;
}

function placesThatMatter(value: Decimal): number {
  const below = value.digits < 10n ** BigInt(value.places);
  return below ? leadingZeros(value) + 3 : 2;
}

/** Keeps two places, so that $0.50 does not read as $0.5. */
function trimZeros(printed: string): string {
  return printed.replace(/(\.\d\d\d*?)0+$/, "$1");
}

function withSign(value: Decimal, printed: string): string {
  return `${value.negative ? "−" : ""}$${printed}`;
}

function short(size: number): string {
  return String(Number(size.toPrecision(3)));
}
