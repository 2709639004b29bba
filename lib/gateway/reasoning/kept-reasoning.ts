/**
 * Keeps what a client leaves out of its next turn and the provider wants back, for 24 hours. The store is a help, never
 * a condition: while it is away nothing is kept and nothing is found, and nobody is told or waits for more than 150 ms.
 */
export type KeptReasoning = {
  /** Returns at once. */
  readonly keep: (entries: ReadonlyMap<string, string>) => void;
  readonly find: (names: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};

export const keptReasoningSeconds = 24 * 60 * 60;
/** Characters of one entry; more is not kept. */
export const keptReasoningLengthMax = 256 * 1_024;
