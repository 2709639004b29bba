/**
 * What is known of targets and credentials. Everything is answered from memory, without waiting and without throwing;
 * what other instances know arrives behind a request's back, and is missing while their store is away. Times are
 * milliseconds since 1970.
 */
export type Health = {
  /** By `Target.healthKey`; `undefined` while nothing is known. */
  readonly target: (key: string) => TargetHealth | undefined;
  /** By a credential's id, or that and a model. */
  readonly credential: (key: string) => CredentialRest | undefined;
  /** An attempt begins. */
  readonly begin: (key: string) => HealthReport;
  /** What follows the first token of an attempt's stream. */
  readonly follow: (key: string) => HealthReport;
  /** Takes the one probe of a half-open target; `false` where another request has it. */
  readonly claimProbe: (key: string) => boolean;
  readonly rest: (key: string, rest: CredentialRest) => void;
  /** Takes one retry from what a target may be retried; `false` when that is used up. */
  readonly takeRetry: (key: string) => boolean;
};

export type TargetHealth = {
  /** `half-open`: out until now, and one request may try it. `probing`: that one is under way. */
  readonly state: "closed" | "ejected" | "half-open" | "probing";
  /** The end of the ejection; 0 without one. */
  readonly ejectedUntilMs: number;
  /** Attempts of this process that have not ended. */
  readonly running: number;
  /** Until the first token of a stream, weighted to the recent ones; absent when not measured lately. */
  readonly firstTokenMs?: number;
  /** Until a whole reply. */
  readonly wholeMs?: number;
};

export type CredentialRest = {
  /** `strained`: limited without a word on how long; the others are asked first. */
  readonly kind: "limited" | "exhausted" | "refused" | "strained";
  readonly untilMs: number;
};

/** What became of one attempt. */
export type HealthReport = {
  /** A whole reply, or the first token of a stream; a stream is only a success at its end. */
  readonly answered: (afterMs: number, mode: "stream" | "whole") => void;
  readonly completed: () => void;
  /** The target's own fault; anything else ends without it. */
  readonly failed: (afterMs: number) => void;
  /** It runs no more. Called again, it does nothing. */
  readonly ended: () => void;
};
