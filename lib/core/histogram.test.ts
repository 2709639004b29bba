import { describe, expect, it } from "vitest";
import { bucketOf, histogramBuckets, percentileOf } from "./histogram.ts";

describe("the histogram of durations", () => {
  it("finds a percentile within the width of a bucket", () => {
    const counts = Array.from({ length: histogramBuckets }, () => 0);
    for (let ms = 1; ms <= 1_000; ms++) counts[bucketOf(ms)] = (counts[bucketOf(ms)] ?? 0) + 1;
    for (const share of [0.5, 0.95, 0.99]) {
      const found = percentileOf(counts, share) ?? 0;
      expect(Math.abs(found - share * 1_000) / (share * 1_000)).toBeLessThan(0.1);
    }
  });

  it("says nothing about no durations, and keeps the longest in its last bucket", () => {
    expect(percentileOf([0, 0], 0.5)).toBeUndefined();
    expect(bucketOf(Number.MAX_SAFE_INTEGER)).toBe(histogramBuckets - 1);
    expect(bucketOf(0)).toBe(0);
  });
});
