import type { Clock } from "#lib/core/clock.ts";
import type { RateLimiter, RateLimitResult } from "../../gateway/ports.ts";

type Window = { startMs: number; current: number; previous: number };

const sweepEvery = 4_096;

/**
 * Sliding windows in this process: the count of the running window and the share of the one before that is still
 * inside. It checks before it counts, so that refused requests do not prolong the refusal. Subjects that have been
 * quiet for two windows are forgotten.
 */
export function memoryRateLimiter(clock: Clock): RateLimiter {
  const windows = new Map<string, Window>();
  let takes = 0;

  return {
    take({ subject, limit, windowMs, amount = 1 }): RateLimitResult {
      const nowMs = clock.nowMs();
      if (++takes % sweepEvery === 0) sweep(windows, nowMs - 2 * windowMs);
      const window = advance(windows, { subject, windowMs, nowMs });
      const elapsed = (nowMs - window.startMs) / windowMs;
      const used = window.current + window.previous * (1 - elapsed);
      const resetMs = Math.max(1, Math.ceil(window.startMs + windowMs - nowMs));
      if (used + amount > limit)
        return { allowed: false, limit, remaining: Math.max(0, Math.floor(limit - used)), resetMs };
      window.current += amount;
      return { allowed: true, limit, remaining: Math.max(0, Math.floor(limit - used - amount)), resetMs };
    },
  };
}

type Place = { readonly subject: string; readonly windowMs: number; readonly nowMs: number };

function advance(windows: Map<string, Window>, { subject, windowMs, nowMs }: Place): Window {
  const startMs = Math.floor(nowMs / windowMs) * windowMs;
  const known = windows.get(subject);
  if (known && known.startMs === startMs) return known;
  const isNext = known !== undefined && known.startMs === startMs - windowMs;
  const window = { startMs, current: 0, previous: isNext ? known.current : 0 };
  windows.set(subject, window);
  return window;
}

function sweep(windows: Map<string, Window>, before: number): void {
  for (const [subject, window] of windows) if (window.startMs < before) windows.delete(subject);
}
