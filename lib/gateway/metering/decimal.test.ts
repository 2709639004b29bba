import { expect, test } from "vitest";
import { shiftDecimal } from "./decimal.ts";

test.each([
  ["0.00000015", 6, "0.15"],
  ["0.0000012500", 6, "1.25"],
  ["1.5e-7", 6, "0.15"],
  ["1E+2", 0, "100"],
  ["12", 3, "12000"],
  ["0.1", 0, "0.1"],
  ["000.10", 0, "0.1"],
  ["0", 6, "0"],
  ["5", -6, "0.000005"],
  ["0.083333333333333333", 6, "83333.333333333333"],
])("the point of %s moved by %i places gives %s", (text, places, expected) => {
  expect(shiftDecimal(text, places)).toBe(expected);
});

test.each(["", "-1", "+1", "abc", "1.", ".5", "1e", "1e999", "Infinity", "0x10", " 1"])(
  "'%s' is not a price",
  (text) => {
    expect(shiftDecimal(text, 0)).toBeUndefined();
  },
);
