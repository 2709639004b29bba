import { describe, expect, test } from "vitest";
import { formatMoney, formatMoneyAxis, formatMoneyExact, formatPrice } from "./format-money.ts";

describe("money", () => {
  test.each([
    ["0", "$0"],
    ["0.000000000", "$0"],
    ["0.000012345", "$0.0000123"],
    ["0.000000001", "$0.000000001"],
    ["0.0123", "$0.0123"],
    ["0.5", "$0.50"],
    ["0.12", "$0.12"],
    ["0.1234", "$0.123"],
    ["1", "$1.00"],
    ["12.3456", "$12.35"],
    ["1234567.891", "$1,234,567.89"],
    ["-0.5", "−$0.50"],
  ])("%s reads %s", (usd, text) => expect(formatMoney(usd)).toBe(text));

  test("rounding carries over without losing a place", () => expect(formatMoney("0.9996")).toBe("$1.00"));

  test("the exact amount keeps every digit", () => {
    expect(formatMoneyExact("0.000012345")).toBe("$0.000012345");
    expect(formatMoneyExact("12.3456")).toBe("$12.3456");
    expect(formatMoneyExact("5")).toBe("$5.00");
  });

  test("a price is never rounded, and free says so", () => {
    expect(formatPrice("0.075")).toBe("$0.075");
    expect(formatPrice("2.5")).toBe("$2.50");
    expect(formatPrice("0.000000000123")).toBe("$0.000000000123");
    expect(formatPrice("0")).toBe("Free");
  });

  test("what is not money is shown as it came, not as a wrong amount", () => expect(formatMoney("n/a")).toBe("n/a"));

  test("axes are short", () => {
    expect([0, 0.002, 40, 1200, 3_400_000].map(formatMoneyAxis)).toEqual(["$0", "$0.002", "$40", "$1.2k", "$3.4M"]);
  });
});
