import { expect, it } from "vitest";
import type { AttemptView } from "#lib/management/logs/log-view.ts";
import { timelineOf } from "./timeline.ts";

function attempt(change: Partial<AttemptView>): AttemptView {
  return {
    number: 1,
    provider: "a",
    providerKind: "simulator",
    model: "m",
    status: "success",
    error: null,
    detail: null,
    httpStatus: 200,
    startedAfterMs: 0,
    durationMs: 100,
    costUsd: "0",
    ...change,
  };
}

it("draws a failed attempt whole and parts the one that answered at its first token", () => {
  const attempts = [
    attempt({ status: "failed", startedAfterMs: 0, durationMs: 200 }),
    attempt({ number: 2, startedAfterMs: 250, durationMs: 750 }),
  ];
  const { rows } = timelineOf({ latencyMs: 1000, ttftMs: 500, attempts });
  expect(rows.map(({ parts }) => parts)).toEqual([
    [{ kind: "failed", start: 0, end: 0.2 }],
    [
      { kind: "waiting", start: 0.25, end: 0.5 },
      { kind: "streaming", start: 0.5, end: 1 },
    ],
  ]);
});

it("keeps a first token outside of the attempt from drawing outside of it", () => {
  const { rows } = timelineOf({ latencyMs: 100, ttftMs: 900, attempts: [attempt({})] });
  expect(rows[0]?.parts).toEqual([{ kind: "waiting", start: 0, end: 1 }]);
});

it("labels round moments, at most six of them", () => {
  expect(timelineOf({ latencyMs: 1234, ttftMs: null, attempts: [] }).ticks).toEqual([0, 500, 1000]);
  expect(timelineOf({ latencyMs: 97, ttftMs: null, attempts: [] }).ticks).toEqual([0, 20, 40, 60, 80]);
});

it("draws a request that took no time at all", () => {
  const { totalMs, rows } = timelineOf({ latencyMs: 0, ttftMs: null, attempts: [attempt({ durationMs: 0 })] });
  expect(totalMs).toBe(1);
  expect(rows[0]?.parts.every(({ start, end }) => start === 0 && end === 0)).toBe(true);
});
