"use client";

import { useSyncExternalStore } from "react";

/** How the reader's keyboard calls it: `⌘` on a Mac, `Ctrl` elsewhere. */
export function useCommandKey(): "⌘" | "Ctrl" {
  return useSyncExternalStore(neverChanges, commandKey, () => "Ctrl");
}

function commandKey() {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
}

function neverChanges() {
  return () => undefined;
}
