import type { CallOptions } from "./call-options.ts";

/** What every call tells of itself, whatever it asks for. */
export type CallFacts = {
  /** As in the contract: `chat/completions`, `embeddings`. */
  readonly endpoint: string;
  readonly model: string;
  readonly stream: boolean;
  readonly options: CallOptions;
};
