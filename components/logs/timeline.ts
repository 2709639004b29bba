import type { AttemptView, LogDetail } from "#lib/management/logs/log-view.ts";

/** A part of an attempt's time, as shares of the whole request between 0 and 1. */
export type TimelinePart = {
  readonly kind: "waiting" | "streaming" | "failed";
  readonly start: number;
  readonly end: number;
};

export type TimelineRow = {
  readonly attempt: AttemptView;
  readonly parts: readonly TimelinePart[];
  readonly end: number;
};

export type Timeline = {
  readonly totalMs: number;
  /** Round moments for the axis, the beginning among them. */
  readonly ticks: readonly number[];
  readonly rows: readonly TimelineRow[];
};

type Request = Pick<LogDetail, "latencyMs" | "ttftMs" | "attempts">;

const ticksMost = 5;

/** Attempts as bars on one axis. The one that answered is parted where its first token came. */
export function timelineOf({ latencyMs, ttftMs, attempts }: Request): Timeline {
  const ends = attempts.map(({ startedAfterMs, durationMs }) => startedAfterMs + durationMs);
  const totalMs = Math.max(latencyMs, ...ends, 1);
  const rows = attempts.map((attempt) => {
    const startMs = attempt.startedAfterMs;
    const endMs = startMs + attempt.durationMs;
    const share = (kind: TimelinePart["kind"], fromMs: number, toMs: number) => ({
      kind,
      start: fromMs / totalMs,
      end: toMs / totalMs,
    });
    const firstMs = ttftMs === null ? endMs : Math.min(Math.max(ttftMs, startMs), endMs);
    const parts =
      attempt.status === "failed"
        ? [share("failed", startMs, endMs)]
        : [share("waiting", startMs, firstMs), share("streaming", firstMs, endMs)];
    return { attempt, parts: parts.filter(({ start, end }) => end > start || endMs === startMs), end: endMs / totalMs };
  });
  return { totalMs, ticks: ticksOf(totalMs), rows };
}

/** Steps of 1, 2 or 5 times a power of ten, as few as there is room for. */
function ticksOf(totalMs: number): readonly number[] {
  const rough = totalMs / ticksMost;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? totalMs;
  return Array.from({ length: Math.floor(totalMs / step) + 1 }, (_, index) => index * step);
}
