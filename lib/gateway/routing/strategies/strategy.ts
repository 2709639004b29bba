import type { NanoUsd } from "#lib/core/money.ts";
import type { TargetHealth } from "../health.ts";
import type { RuleConfig } from "../router-config.ts";
import type { Target } from "../target.ts";

/** How a router orders the rules that match. Pure: the same facts give the same figure. */
export type Strategy = {
  /** The lowest goes first; equal ones share by the weights of their rules. */
  readonly rank: (candidate: RankedCandidate) => number;
  /** What a rank says, for people. */
  readonly words: (rank: number, rule: RuleConfig) => string;
};

export type RankedCandidate = {
  readonly target: Target;
  readonly rule: RuleConfig;
  readonly stream: boolean;
  readonly health: TargetHealth | undefined;
  /** The most that this request can cost there; `undefined` where there is no price. */
  readonly worstCase: (target: Target) => NanoUsd | undefined;
};
