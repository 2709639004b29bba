import { describe, expect, it } from "vitest";
import { isWellFormedKey, keyHint, newGatewayKey } from "./gateway-key.ts";

describe("gateway keys", () => {
  it("have the prefix, 40 random characters and 6 of checksum", () => {
    expect(newGatewayKey("gw_")).toMatch(/^gw_[0-9A-Za-z]{46}$/);
    expect(newGatewayKey("gwm_")).toMatch(/^gwm_[0-9A-Za-z]{46}$/);
    expect(new Set(Array.from({ length: 1000 }, () => newGatewayKey("gw_"))).size).toBe(1000);
  });

  it("are known as well formed under their own prefix only", () => {
    for (let round = 0; round < 200; round++) {
      const key = newGatewayKey("gw_");
      expect(isWellFormedKey(key, "gw_")).toBe(true);
      expect(isWellFormedKey(key, "gwm_")).toBe(false);
      expect(isWellFormedKey(newGatewayKey("gwm_"), "gw_")).toBe(false);
    }
  });

  it("keep the checksum they were published with: CRC-32 (IEEE) in base62", () => {
    expect(isWellFormedKey(`gw_${"0".repeat(40)}1e3Htj`, "gw_")).toBe(true);
  });

  it("K2 fail with any one character changed", () => {
    const key = newGatewayKey("gw_");
    for (let index = 3; index < key.length; index++) {
      const other = key[index] === "x" ? "y" : "x";
      expect(isWellFormedKey(key.slice(0, index) + other + key.slice(index + 1), "gw_")).toBe(false);
    }
  });

  it.each(["", "gw_", `gw_${"a".repeat(45)}`, `gw_${"é".repeat(46)}`, "' OR 1=1--", "gw_\u0000", "x".repeat(100_000)])(
    "K3 refuses %j without looking further",
    (text) => expect(isWellFormedKey(text, "gw_")).toBe(false),
  );

  it("are recognised by their first and last four characters", () => {
    const key = newGatewayKey("gw_");
    expect(keyHint(key)).toBe(`${key.slice(3, 7)}…${key.slice(-4)}`);
  });
});
