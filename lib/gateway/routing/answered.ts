import type { Target } from "./plan.ts";

/** The attempt that answered: where, how soon, and what had no meaning there. */
export type Answered = {
  readonly target: Target;
  /** The provider's HTTP status. */
  readonly status: number;
  /** Parameters of the caller's that had no meaning for the target. */
  readonly dropped: readonly string[];
  readonly startedAtMs: number;
  readonly firstTokenAtMs: number;
};
