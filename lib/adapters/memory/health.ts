import type { Clock } from "#lib/core/clock.ts";
import {
  afterAnswer,
  afterFailure,
  afterProbeClaim,
  afterProbeEnd,
  type Breaker,
  breakerState,
  closedBreaker,
} from "../../gateway/routing/breaker.ts";
import type { CredentialRest, Health, HealthReport, TargetHealth } from "../../gateway/routing/health.ts";
import { currentFigure, type MovingAverage, withFigure } from "../../gateway/routing/moving-average.ts";
import { retryBudget } from "./retry-budget.ts";

/** Something that other instances, and people, want to know. */
export type HealthChange =
  | { readonly kind: "ejected"; readonly key: string; readonly untilMs: number }
  | { readonly kind: "recovered"; readonly key: string }
  | { readonly kind: "rested"; readonly key: string; readonly rest: CredentialRest };

export type MemoryHealth = Health & {
  /** What another instance found out: taken over where it goes further than what is known here. */
  readonly learn: (change: HealthChange) => void;
};

type Entry = {
  breaker: Breaker;
  running: number;
  firstToken: MovingAverage | undefined;
  whole: MovingAverage | undefined;
};

/** Names of models are callers' words: the oldest idle entries go when there are more than this. */
const entriesMax = 10_000;
/** A failure counts as an answer that took at least this long, so that what fails is not the fastest. */
const failureCountsAsMs = 10_000;

/** Health as this process sees it. */
export function memoryHealth(clock: Clock, onChange: (change: HealthChange) => void = () => undefined): MemoryHealth {
  const entries = new Map<string, Entry>();
  const rests = new Map<string, CredentialRest>();
  const retries = retryBudget(clock);

  const entryOf = (key: string): Entry => {
    const known = entries.get(key);
    if (known) return known;
    if (entries.size >= entriesMax) forgetIdle(entries, clock.nowMs());
    const entry: Entry = { breaker: closedBreaker, running: 0, firstToken: undefined, whole: undefined };
    entries.set(key, entry);
    return entry;
  };

  const setBreaker = (key: string, entry: Entry, next: Breaker): void => {
    const before = entry.breaker.ejectedUntilMs;
    entry.breaker = next;
    if (next.ejectedUntilMs === before) return;
    if (next.ejectedUntilMs === 0) onChange({ kind: "recovered", key });
    else onChange({ kind: "ejected", key, untilMs: next.ejectedUntilMs });
  };

  const rest = (key: string, wanted: CredentialRest): boolean => {
    const known = rests.get(key);
    if (known && known.untilMs > clock.nowMs() && known.kind !== "strained" && known.untilMs >= wanted.untilMs)
      return false;
    if (rests.size >= entriesMax) forgetEnded(rests, clock.nowMs());
    rests.set(key, wanted);
    return true;
  };

  const follow = (key: string): HealthReport => {
    const entry = entryOf(key);
    entry.running++;
    return reportOn(entry, { clock, setBreaker: (next) => setBreaker(key, entry, next) });
  };

  return {
    target: (key) => viewOf(entries.get(key), clock.nowMs()),
    credential: (key) => rests.get(key),
    begin(key) {
      retries.count(key);
      return follow(key);
    },
    follow,
    claimProbe(key) {
      const entry = entryOf(key);
      const claimed = afterProbeClaim(entry.breaker, clock.nowMs());
      if (claimed) entry.breaker = claimed;
      return claimed !== undefined;
    },
    rest(key, wanted) {
      if (rest(key, wanted) && wanted.kind !== "strained") onChange({ kind: "rested", key, rest: wanted });
    },
    takeRetry: retries.take,
    learn(change) {
      if (change.kind === "rested") {
        rest(change.key, change.rest);
        return;
      }
      const entry = entryOf(change.key);
      const { breaker } = entry;
      if (change.kind === "recovered") {
        if (breaker.ejectedUntilMs > 0) entry.breaker = afterAnswer(breaker, clock.nowMs());
      } else if (change.untilMs > breaker.ejectedUntilMs) {
        const ejections = Math.max(1, breaker.ejections);
        const { untilMs } = change;
        entry.breaker = { ...closedBreaker, ejections, ejectedUntilMs: untilMs, lastEjectionEndMs: untilMs };
      }
    },
  };
}

function viewOf(entry: Entry | undefined, nowMs: number): TargetHealth | undefined {
  if (!entry) return undefined;
  const firstTokenMs = currentFigure(entry.firstToken, nowMs);
  const wholeMs = currentFigure(entry.whole, nowMs);
  return {
    state: breakerState(entry.breaker, nowMs),
    ejectedUntilMs: entry.breaker.ejectedUntilMs,
    running: entry.running,
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(wholeMs === undefined ? {} : { wholeMs }),
  };
}

type ReportOptions = { readonly clock: Clock; readonly setBreaker: (next: Breaker) => void };

function reportOn(entry: Entry, { clock, setBreaker }: ReportOptions): HealthReport {
  let told = false;
  let over = false;
  const ejectionAtStart = entry.breaker.ejectedUntilMs;
  /** What began before an ejection says nothing of how the target is after it. */
  const tells = () => entry.breaker.ejectedUntilMs === 0 || entry.breaker.ejectedUntilMs === ejectionAtStart;
  const succeed = (nowMs: number) => {
    if (tells()) setBreaker(afterAnswer(entry.breaker, nowMs));
  };
  return {
    answered(afterMs, mode) {
      told = true;
      const nowMs = clock.nowMs();
      if (mode === "stream") entry.firstToken = withFigure(entry.firstToken, afterMs, nowMs);
      else entry.whole = withFigure(entry.whole, afterMs, nowMs);
      // The first token of a stream ends an ejection, but does not make up for streams that broke before it.
      if (mode === "whole" || entry.breaker.ejectedUntilMs > 0) succeed(nowMs);
    },
    completed() {
      told = true;
      succeed(clock.nowMs());
    },
    failed(afterMs) {
      told = true;
      const nowMs = clock.nowMs();
      const figureMs = Math.max(afterMs, failureCountsAsMs);
      entry.firstToken = withFigure(entry.firstToken, figureMs, nowMs);
      entry.whole = withFigure(entry.whole, figureMs, nowMs);
      if (tells()) setBreaker(afterFailure(entry.breaker, nowMs));
    },
    ended() {
      if (over) return;
      over = true;
      entry.running--;
      if (!told) entry.breaker = afterProbeEnd(entry.breaker);
    },
  };
}

function forgetIdle(entries: Map<string, Entry>, nowMs: number): void {
  for (const [key, entry] of entries) {
    if (entries.size < entriesMax * 0.9) return;
    if (entry.running === 0 && entry.breaker.ejectedUntilMs <= nowMs) entries.delete(key);
  }
}

function forgetEnded(rests: Map<string, CredentialRest>, nowMs: number): void {
  for (const [key, { untilMs }] of rests) if (untilMs <= nowMs) rests.delete(key);
  for (const key of rests.keys()) {
    if (rests.size < entriesMax) return;
    rests.delete(key);
  }
}
