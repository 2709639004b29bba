import { describe, expect, test } from "vitest";
import { compareDecimals, leadingZeros, parseDecimal, printDecimal } from "./decimal.ts";

function decimal(text: string) {
  const value = parseDecimal(text);
  if (!value) throw new Error(`not a decimal: ${text}`);
  return value;
}

describe("decimals", () => {
  test("what is not a plain decimal is not read", () => {
    for (const text of ["", "1e3", "abc", "1.", ".5", "+1", "1,000"]) expect(parseDecimal(text)).toBeUndefined();
  });

  test("printing rounds half up and sets thousands apart", () => {
    expect(printDecimal(decimal("1234567.005"), 2)).toBe("1,234,567.01");
    expect(printDecimal(decimal("0.5"), 0)).toBe("1");
    expect(printDecimal(decimal("9.999"), 2)).toBe("10.00");
    expect(printDecimal(decimal("3"), 2)).toBe("3.00");
  });

  test("order is exact where floats would call two amounts equal", () => {
    expect(compareDecimals(decimal("9007199254740993.000000001"), decimal("9007199254740993.000000002"))).toBe(-1);
    expect(compareDecimals(decimal("1.50"), decimal("1.5"))).toBe(0);
    expect(compareDecimals(decimal("-2"), decimal("0.000000001"))).toBe(-1);
    expect(compareDecimals(decimal("-0"), decimal("0"))).toBe(0);
  });

  test("leading zeros are counted behind the point only", () => {
    expect(leadingZeros(decimal("0.0012"))).toBe(2);
    expect(leadingZeros(decimal("0.5"))).toBe(0);
    expect(leadingZeros(decimal("12.05"))).toBe(0);
  });
});
