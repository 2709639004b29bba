/**
 * Runs work in batches, one at a time and in order: an item that arrives while a batch runs waits for the next one.
 * An item whose batch throws is rejected with that error.
 */
export type Batcher<Item, Result> = {
  readonly run: (item: Item) => Promise<Result>;
  /** Runs what waits at once, instead of gathering more. */
  readonly hurry: () => void;
};

export type BatcherOptions = {
  readonly batchMax: number;
  /** How long a batch waits for company. Without it, one turn of the event loop: what arrives together. */
  readonly lingerMs?: number;
};

type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

export function createBatcher<Item, Result>(
  runBatch: (items: readonly Item[]) => Promise<readonly Result[]>,
  { batchMax, lingerMs = 0 }: BatcherOptions,
): Batcher<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let running = false;
  let hurried = false;
  let stopGathering: (() => void) | undefined;

  const gather = () =>
    new Promise<void>((resolve) => {
      if (lingerMs === 0) {
        setImmediate(resolve);
        return;
      }
      const timer = setTimeout(() => stopGathering?.(), lingerMs);
      stopGathering = () => {
        clearTimeout(timer);
        stopGathering = undefined;
        resolve();
      };
    });

  const drain = async () => {
    while (waiting.length > 0) {
      if (waiting.length < batchMax && !hurried) await gather();
      const batch = waiting.slice(0, batchMax);
      waiting = waiting.slice(batchMax);
      await runOne(runBatch, batch);
    }
    running = false;
    hurried = false;
  };

  return {
    run: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (waiting.length >= batchMax) stopGathering?.();
        if (running) return;
        running = true;
        void drain();
      }),
    hurry() {
      hurried = running;
      stopGathering?.();
    },
  };
}

async function runOne<Item, Result>(
  runBatch: (items: readonly Item[]) => Promise<readonly Result[]>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await runBatch(batch.map(({ item }) => item));
    for (const [index, { resolve, reject }] of batch.entries()) {
      const result = results[index];
      if (result === undefined) reject(new Error("the batch gave no result for an item"));
      else resolve(result);
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
