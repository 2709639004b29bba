import { describe, expect, it } from "vitest";
import { idTimeMs, newId } from "./ids.ts";

describe("ids", () => {
  it("sort in the order in which they were made, thousands within one millisecond included", () => {
    const nowMs = Date.now() + 1_000_000;
    const ids = Array.from({ length: 10_000 }, () => newId("req", nowMs));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("tell when they were made", () => {
    const nowMs = Date.now() + 5_000_000;
    expect(idTimeMs(newId("key", nowMs))).toBe(nowMs);
    expect(idTimeMs("key_nonsense")).toBeUndefined();
  });
});
