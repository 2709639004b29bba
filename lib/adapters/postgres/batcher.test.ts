import { describe, expect, it } from "vitest";
import { createBatcher } from "./batcher.ts";

describe("a batcher", () => {
  it("runs what arrives together together, and what arrives meanwhile next, in order", async () => {
    const batches: (readonly number[])[] = [];
    const first = Promise.withResolvers<void>();
    const batcher = createBatcher<number, number>(
      async (items) => {
        batches.push(items);
        if (batches.length === 1) await first.promise;
        return items.map((item) => item * 10);
      },
      { batchMax: 3 },
    );
    const results = [1, 2].map(batcher.run);
    await expect.poll(() => batches.length).toBe(1);
    results.push(...[3, 4, 5, 6].map(batcher.run));
    first.resolve();
    expect(await Promise.all(results)).toEqual([10, 20, 30, 40, 50, 60]);
    expect(batches).toEqual([[1, 2], [3, 4, 5], [6]]);
  });

  it("rejects only the items of the batch that failed", async () => {
    const batcher = createBatcher<number, number>(
      async (items) => {
        if (items.includes(1)) throw new Error("no");
        return items;
      },
      { batchMax: 2 },
    );
    const results = await Promise.allSettled([1, 2, 3].map(batcher.run));
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  });

  it("waits for company, but not when the batch is full or somebody is in a hurry", async () => {
    const batches: number[] = [];
    const batcher = createBatcher<number, number>(
      async (items) => {
        batches.push(items.length);
        return items;
      },
      { batchMax: 3, lingerMs: 1_000_000 },
    );
    await Promise.all([1, 2, 3].map(batcher.run));
    const alone = batcher.run(4);
    batcher.hurry();
    await alone;
    expect(batches).toEqual([3, 1]);
  });
});
