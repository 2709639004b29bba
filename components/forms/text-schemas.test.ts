import { expect, test } from "vitest";
import { optionalUsd, optionalWhole, pairs, whole } from "./text-schemas.ts";

test("an empty field is not set, and a pasted number may have its thousands set apart", () => {
  const schema = optionalWhole({ min: 1, max: 5_000_000 });
  expect(schema.parse("  ")).toBeUndefined();
  expect(schema.parse("2,000,000")).toBe(2_000_000);
  expect(schema.parse("600")).toBe(600);
});

test.each(["0", "5000001", "1.5", "-3", "12a"])("%s is no number of the range", (text) => {
  expect(optionalWhole({ min: 1, max: 5_000_000 }).safeParse(text).success).toBe(false);
});

test("a number that is needed is missed when it is not there", () => {
  expect(whole({ min: 0, max: 9 }).safeParse("").success).toBe(false);
  expect(whole({ min: 0, max: 9 }).parse("0")).toBe(0);
});

test("money stays the decimal text it was, to the last place", () => {
  expect(optionalUsd.parse("$1,250.000000001")).toBe("1250.000000001");
  expect(optionalUsd.parse("")).toBeUndefined();
  for (const text of ["0", "0.00", "-1", "1e3", "0.0000000001"])
    expect(optionalUsd.safeParse(text).success).toBe(false);
});

test("pairs without a name or with one name twice are refused, empty rows are forgotten", () => {
  expect(
    pairs.parse([
      { name: "team", value: "a" },
      { name: "", value: "" },
    ]),
  ).toEqual({ team: "a" });
  expect(pairs.safeParse([{ name: "", value: "a" }]).success).toBe(false);
  const twice = [
    { name: "Team", value: "a" },
    { name: "team", value: "b" },
  ];
  expect(pairs.safeParse(twice).success).toBe(false);
});
