import type { TargetHealth } from "./health.ts";

/** What the attempts at one target told of it. Times are milliseconds since 1970. */
export type Breaker = {
  readonly failuresInRow: number;
  /** The running window: what ended in it, and how. */
  readonly windowStartMs: number;
  readonly answered: number;
  readonly failed: number;
  /** How many ejections followed one another closely; each is longer than the one before. */
  readonly ejections: number;
  /** 0: not ejected. */
  readonly ejectedUntilMs: number;
  /** The end of the last ejection, past or not. */
  readonly lastEjectionEndMs: number;
  /** A probe is under way until then; one that never ends does not block the target for good. */
  readonly probeUntilMs: number;
};

export const closedBreaker: Breaker = {
  failuresInRow: 0,
  windowStartMs: 0,
  answered: 0,
  failed: 0,
  ejections: 0,
  ejectedUntilMs: 0,
  lastEjectionEndMs: 0,
  probeUntilMs: 0,
};

const failuresInRowMax = 5;
const windowMs = 30_000;
/** In a window with at least so many ends, half of them failures eject too: a target that fails every other time. */
const windowEndsMin = 20;
const windowFailedShare = 0.5;
const ejectionMs = 30_000;
const ejectionMsMax = 300_000;
const probeMs = 60_000;
/** An ejection this long after the last one counts as the first again. */
const calmMs = 300_000;

export function breakerState(breaker: Breaker, nowMs: number): TargetHealth["state"] {
  if (breaker.ejectedUntilMs === 0) return "closed";
  if (breaker.ejectedUntilMs > nowMs) return "ejected";
  return breaker.probeUntilMs > nowMs ? "probing" : "half-open";
}

/** Any answer closes it, whether it was a probe or a request that had no other target. */
export function afterAnswer(breaker: Breaker, nowMs: number): Breaker {
  const counted = inWindow(breaker, nowMs);
  if (breaker.ejectedUntilMs === 0) return { ...counted, failuresInRow: 0, answered: counted.answered + 1 };
  const { ejections, lastEjectionEndMs } = breaker;
  return { ...closedBreaker, windowStartMs: nowMs, ejections, lastEjectionEndMs };
}

/** A failure while it is out says nothing new; a failed probe ejects again, for longer. */
export function afterFailure(breaker: Breaker, nowMs: number): Breaker {
  const state = breakerState(breaker, nowMs);
  if (state === "ejected") return breaker;
  if (state !== "closed") return eject(breaker, nowMs);
  const counted = inWindow(breaker, nowMs);
  const next = { ...counted, failuresInRow: breaker.failuresInRow + 1, failed: counted.failed + 1 };
  const ends = next.answered + next.failed;
  const failsOften = ends >= windowEndsMin && next.failed >= ends * windowFailedShare;
  return next.failuresInRow >= failuresInRowMax || failsOften ? eject(next, nowMs) : next;
}

/** The one probe of a half-open target; `undefined` when it is not half-open. */
export function afterProbeClaim(breaker: Breaker, nowMs: number): Breaker | undefined {
  return breakerState(breaker, nowMs) === "half-open" ? { ...breaker, probeUntilMs: nowMs + probeMs } : undefined;
}

/** A probe that ended without telling anything leaves the next one free. */
export function afterProbeEnd(breaker: Breaker): Breaker {
  return breaker.probeUntilMs === 0 ? breaker : { ...breaker, probeUntilMs: 0 };
}

function inWindow(breaker: Breaker, nowMs: number): Breaker {
  return nowMs - breaker.windowStartMs < windowMs
    ? breaker
    : { ...breaker, windowStartMs: nowMs, answered: 0, failed: 0 };
}

function eject(breaker: Breaker, nowMs: number): Breaker {
  const ejections = breaker.lastEjectionEndMs + calmMs > nowMs ? breaker.ejections + 1 : 1;
  const ejectedUntilMs = nowMs + Math.min(ejectionMs * ejections, ejectionMsMax);
  return { ...closedBreaker, windowStartMs: nowMs, ejections, ejectedUntilMs, lastEjectionEndMs: ejectedUntilMs };
}
