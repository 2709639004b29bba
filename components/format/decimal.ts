/** A decimal number taken apart, so that money is never rounded through a float. */
export type Decimal = { readonly negative: boolean; readonly digits: bigint; readonly places: number };

const pattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads `"12"`, `"-0.5"`, `"0.000012345"`; anything else is `undefined`. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const fraction = match[3] ?? "";
  const digits = BigInt(`${match[2] ?? "0"}${fraction}`);
  return { negative: match[1] === "-" && digits !== 0n, digits, places: fraction.length };
}

/** Below zero, zero or above as `left` is less than, equal to or more than `right`. Exact at any length. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const places = Math.max(left.places, right.places);
  const difference = signedAt(left, places) - signedAt(right, places);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The size without the sign, rounded half up to so many places, with thousands set apart. */
export function printDecimal(value: Decimal, places: number): string {
  const scaled = roundTo(value, places)
    .toString()
    .padStart(places + 1, "0");
  const whole = scaled.slice(0, scaled.length - places);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return places === 0 ? grouped : `${grouped}.${scaled.slice(-places)}`;
}

/** How many zeros stand between the point and the first digit that counts: 0.0012 has 2, 0.5 and 3 have 0. */
export function leadingZeros(value: Decimal): number {
  return Math.max(0, value.places - value.digits.toString().length);
}

function roundTo(value: Decimal, places: number): bigint {
  if (places >= value.places) return value.digits * 10n ** BigInt(places - value.places);
  const unit = 10n ** BigInt(value.places - places);
  return (value.digits + unit / 2n) / unit;
}

function signedAt(value: Decimal, places: number): bigint {
  const size = roundTo(value, places);
  return value.negative ? -size : size;
}
