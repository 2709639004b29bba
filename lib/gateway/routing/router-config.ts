import type { Timeouts } from "../ports.ts";
import type { RoutingStrategy } from "./routing-strategies.ts";

export type RouterConfig = {
  readonly id: string;
  readonly slug: string;
  readonly strategy: RoutingStrategy;
  /** How many attempts may follow the first, over all targets. */
  readonly retries?: number;
  readonly timeouts: Partial<Timeouts>;
  /** Whether replies are kept for requests that say nothing of it, and for how long. */
  readonly cache?: RouterCache;
  /** The failures, by their public codes, after which another target is asked; empty: all that another may survive. */
  readonly fallbackOn: readonly string[];
  readonly rules: readonly RuleConfig[];
};

export type RouterCache = { readonly enabled?: boolean; readonly ttlSeconds?: number };

export type RuleConfig = {
  readonly id: string;
  readonly priority: number;
  readonly models: readonly string[];
  readonly conditions: RuleConditions;
  readonly connectionId: string;
  readonly targetModel?: string;
  readonly weight: number;
  readonly timeouts: Partial<Timeouts>;
  /** How often its target is asked again before the next one; absent: only when there is no other. */
  readonly retries?: number;
  readonly enabled: boolean;
};

export type RuleConditions = {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly endpoint?: string;
  readonly minInputTokens?: number;
  readonly maxInputTokens?: number;
  readonly stream?: boolean;
};
