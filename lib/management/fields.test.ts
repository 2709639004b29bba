import { describe, expect, it } from "vitest";
import { emailField, ipRangeField, metadataField, slugField, timeField, usdLimitField, viewUsd } from "./fields.ts";

describe("fields", () => {
  it.each(["0.000000001", "9000000000", "12.5", "1.10"])("take the limit %s exactly", (text) => {
    const limit = usdLimitField.parse(text);
    expect(Number(viewUsd(limit))).toBe(Number(text));
  });

  it.each(["0", "0.0", "-1", "9000000000.000000001", "0.0000000001", "1e3", "", "1,5", "NaN", "0x1", " 1"])(
    "refuse the limit %j",
    (text) => expect(usdLimitField.safeParse(text).success).toBe(false),
  );

  it.each([
    ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z"],
    ["2026-01-31T12:00:00.5+02:00", "2026-01-31T10:00:00.500Z"],
    ["2026-01-31", "2026-01-31T00:00:00.000Z"],
  ])("read the time %s", (text, time) => expect(timeField.parse(text).toISOString()).toBe(time));

  it.each(["yesterday", "2026-13-01", "2026-01-31T12:00:00", "1700000000", "Jan 1 2026", ""])(
    "refuse the time %j",
    (text) => expect(timeField.safeParse(text).success).toBe(false),
  );

  it("write addresses of people in one way", () => {
    expect(emailField.parse("  Ada@Example.COM ")).toBe("ada@example.com");
  });

  it.each(["10.0.0.0/8", "203.0.113.7", "2001:db8::/32", "::1"])("take the range %s", (text) =>
    expect(ipRangeField.safeParse(text).success).toBe(true),
  );

  it.each(["10.0.0/8", "10.0.0.0/33", "example.com", "", "1.2.3.4/"])("refuse the range %j", (text) =>
    expect(ipRangeField.safeParse(text).success).toBe(false),
  );

  it.each(["A", "-a", "a-", "a b", "", "a".repeat(49), "a/b"])("refuse the slug %j", (text) =>
    expect(slugField.safeParse(text).success).toBe(false),
  );

  it("J13 hold sixteen tags at most, each short", () => {
    const tags = (count: number, value = "v") =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, value]));
    expect(metadataField.safeParse(tags(16)).success).toBe(true);
    for (const bad of [tags(17), tags(1, "v".repeat(513)), { ["k".repeat(65)]: "v" }, { "": "v" }]) {
      expect(metadataField.safeParse(bad).success).toBe(false);
    }
  });
});
