"use client";

import { useSyncExternalStore } from "react";
import { usePreferences } from "../preferences/preferences-provider.tsx";

/** The same border as Tailwind's `md`. */
const narrowQuery = "(width < 48rem)";

/** In px, as the style sheet draws them: `--row` in the two densities, and the two-line row of phones. */
const heights = { comfortable: 36, dense: 28, twoLines: 60 } as const;

/** False on the server: what a phone sees is arranged by the style sheet, this only steers the scrolling. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(narrowQuery).matches,
    () => false,
  );
}

export function useRowHeight(): number {
  const { density } = usePreferences();
  return useIsNarrow() ? heights.twoLines : heights[density];
}

function subscribe(listener: () => void) {
  const query = window.matchMedia(narrowQuery);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
