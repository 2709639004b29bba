const pattern = /^(\d{1,20})(?:\.(\d{1,40}))?(?:e([+-]?\d{1,2}))?$/i;

/**
 * Moves the point of a decimal number to the right, digit by digit and without arithmetic: `("0.00000015", 6)` is
 * `"0.15"`. Reads exponents too (`1.5e-7`), as JSON numbers have them. `undefined` for anything that is not a number
 * of at least zero. The answer has no exponent and no needless zeros.
 */
export function shiftDecimal(text: string, places: number): string | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent) + places;
  const before = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const after = point > 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  const integer = before.replace(/^0+(?=\d)/, "");
  const rest = after.replace(/0+$/, "");
  return rest === "" ? integer : `${integer}.${rest}`;
}
