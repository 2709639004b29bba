/** Durations are kept as counts in 64 logarithmic buckets, each 20 % wider than the one before, from 1 ms to 97 s. */
export const histogramBuckets = 64;

const growth = 1.2;

/** The bucket of a duration in milliseconds, 0 to 63; longer ones fall into the last. */
export function bucketOf(durationMs: number): number {
  if (!(durationMs > 1)) return 0;
  return Math.min(histogramBuckets - 1, Math.ceil(Math.log(durationMs) / Math.log(growth)));
}

/** The duration in whole milliseconds below which the given share of the counts lies; `undefined` when there are none. */
export function percentileOf(counts: readonly number[], share: number): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let seen = 0;
  for (const [bucket, count] of counts.entries()) {
    if (count === 0) continue;
    if (seen + count >= share * total) {
      const within = (share * total - seen) / count;
      return Math.round(growth ** (bucket - 1 + within));
    }
    seen += count;
  }
  return undefined;
}
