import { expect, it } from "vitest";
import { sharedVersion, totalOf } from "./receipt-lines.ts";

it("adds lines up to the nano-dollar", () => {
  expect(totalOf([{ amountUsd: "0.1" }, { amountUsd: "0.2" }, { amountUsd: "0.000000001" }])).toBe("0.300000001");
  expect(totalOf([])).toBe("0");
});

it("names a price version once where all lines have the same", () => {
  expect(sharedVersion([{ priceVersion: "a" }, { priceVersion: "a" }])).toBe("a");
  expect(sharedVersion([{ priceVersion: "a" }, { priceVersion: "b" }])).toBeUndefined();
});
