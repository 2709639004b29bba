/**
 * Replies that callers asked to have kept, each under a name that stands for one request of one organization. The store
 * is a help, never a condition: while it is away nothing is kept and nothing is found, and nobody is told or waits for
 * more than 150 ms.
 */
export type ReplyCache = {
  /** Returns at once. */
  readonly keep: (name: string, text: string, seconds: number) => void;
  readonly find: (name: string) => Promise<string | undefined>;
};

/** Characters of one entry; more is not kept. */
export const cachedReplyLengthMax = 512 * 1_024;
/** Where neither the caller nor the router says for how long. */
export const defaultCacheSeconds = 3_600;
