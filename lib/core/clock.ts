/** Time comes in as a port, so that rules can be tested without sleeping. */
export type Clock = {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: () => number;
  /** Milliseconds of a monotonic clock, for durations. */
  readonly monotonicMs: () => number;
};

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};
