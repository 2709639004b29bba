"use client";

import { useSyncExternalStore } from "react";
import { usePreferences } from "../preferences/preferences-provider.tsx";

const tickMilliseconds = 5_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** The present, moving on every five seconds. One timer serves every time on the page. */
export function useNow(): number {
  const { renderedAt } = usePreferences();
  return useSyncExternalStore(
    subscribe,
    () => now,
    () => renderedAt,
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, tickMilliseconds);
  // After a while without listeners the clock stood still; the first reader must not see the old hour.
  if (Date.now() - now > tickMilliseconds) now = Date.now();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}
