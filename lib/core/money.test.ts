import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatUsd, nanoUsdFrom, parseUsd, parseUsdPerMillion, priceOf } from "./money.ts";

describe("money", () => {
  it("writes and reads decimal strings without losing a nano-dollar", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9_000_000_000_000_000_000n }), (nano) => {
        expect(parseUsd(formatUsd(nanoUsdFrom(nano)))).toBe(nano);
      }),
    );
  });

  it.each([
    ["0.000012345", 12_345n],
    ["1", 1_000_000_000n],
    ["0.1", 100_000_000n],
    ["0.1000000000", 100_000_000n],
  ])("reads %s", (text, nano) => expect(parseUsd(text)).toBe(nano));

  it.each(["", "-1", "1.", ".5", "1e3", "0.0000000001", "1,5", " 1", "NaN"])("refuses %s", (text) => {
    expect(parseUsd(text)).toBeUndefined();
  });

  it("rounds a charge up to the nano-dollar, so that nothing metered is free", () => {
    const rate = parseUsdPerMillion("0.000000000001");
    expect(rate).toBe(1n);
    expect(rate === undefined ? undefined : priceOf(1, rate)).toBe(1n);
    const cheap = parseUsdPerMillion("0.15");
    expect(cheap === undefined ? undefined : priceOf(1_000, cheap)).toBe(150_000n);
  });

  it("writes negative amounts, as corrections have them", () => {
    expect(formatUsd(nanoUsdFrom(-1_500_000_000n))).toBe("-1.5");
  });
});
