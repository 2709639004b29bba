import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterAnswer, afterFailure, afterProbeClaim, type Breaker, breakerState, closedBreaker } from "./breaker.ts";

const startMs = 1_000_000;

function fail(breaker: Breaker, times: number, nowMs: number): Breaker {
  return Array.from({ length: times }).reduce<Breaker>((now) => afterFailure(now, nowMs), breaker);
}

describe("a breaker", () => {
  it("ejects after five failures in a row, and not after four", () => {
    expect(breakerState(fail(closedBreaker, 4, startMs), startMs)).toBe("closed");
    expect(breakerState(fail(closedBreaker, 5, startMs), startMs)).toBe("ejected");
    const mended = afterAnswer(fail(closedBreaker, 4, startMs), startMs);
    expect(breakerState(fail(mended, 4, startMs), startMs)).toBe("closed");
  });

  it("ejects what fails every other time", () => {
    let breaker = closedBreaker;
    for (let call = 0; call < 10; call++) breaker = afterFailure(afterAnswer(breaker, startMs), startMs);
    expect(breakerState(breaker, startMs)).toBe("ejected");
  });

  it("lets one probe try after 30 s; its answer closes it", () => {
    const ejected = fail(closedBreaker, 5, startMs);
    const laterMs = startMs + 30_000;
    expect(breakerState(ejected, laterMs - 1)).toBe("ejected");
    expect(breakerState(ejected, laterMs)).toBe("half-open");
    const probing = afterProbeClaim(ejected, laterMs);
    expect(probing && breakerState(probing, laterMs)).toBe("probing");
    expect(probing && afterProbeClaim(probing, laterMs)).toBeUndefined();
    expect(probing && breakerState(afterAnswer(probing, laterMs), laterMs)).toBe("closed");
  });

  it("stays out longer with every ejection, up to 300 s, and forgets after a calm time", () => {
    let breaker = fail(closedBreaker, 5, startMs);
    let nowMs = startMs;
    const lengths: number[] = [];
    for (let round = 0; round < 12; round++) {
      lengths.push(breaker.ejectedUntilMs - nowMs);
      nowMs = breaker.ejectedUntilMs;
      breaker = afterFailure(breaker, nowMs);
    }
    expect(lengths.slice(0, 3)).toEqual([30_000, 60_000, 90_000]);
    expect(lengths.slice(-2)).toEqual([300_000, 300_000]);
    const calmMs = breaker.ejectedUntilMs + 400_000;
    const again = fail(afterAnswer(breaker, calmMs), 5, calmMs);
    expect(again.ejectedUntilMs - calmMs).toBe(30_000);
  });

  it("is never out for longer than 300 s, whatever happens", () => {
    const event = fc.tuple(fc.constantFrom("answer", "failure", "probe"), fc.integer({ min: 0, max: 60_000 }));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (events) => {
        let breaker = closedBreaker;
        let nowMs = startMs;
        for (const [kind, waitMs] of events) {
          nowMs += waitMs;
          if (kind === "probe") breaker = afterProbeClaim(breaker, nowMs) ?? breaker;
          else breaker = kind === "answer" ? afterAnswer(breaker, nowMs) : afterFailure(breaker, nowMs);
          expect(breaker.ejectedUntilMs - nowMs).toBeLessThanOrEqual(300_000);
          if (kind === "answer") expect(breakerState(breaker, nowMs)).toBe("closed");
        }
      }),
    );
  });
});
