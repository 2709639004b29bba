"use client";

import { useEffect } from "react";

export const leaveQuestion = "Leave without saving? What you entered here is lost.";

/**
 * Asks before unsaved changes are left behind: by the browser's own question when the tab goes, by ours when a
 * link inside the dashboard is followed.
 */
export function useLeaveGuard(state: "ask" | "free") {
  useEffect(() => {
    if (state === "free") return;
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener("beforeunload", (event) => event.preventDefault(), { signal });
    // Capturing, so that it is asked before the router hears of the click.
    document.addEventListener("click", askBeforeLink, { signal, capture: true });
    return () => listening.abort();
  }, [state]);
}

function askBeforeLink(event: MouseEvent) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || link?.getAttribute("target") === "_blank";
  if (!link || opensElsewhere || link.hasAttribute("download")) return;
  if (window.confirm(leaveQuestion)) return;
  event.preventDefault();
  event.stopPropagation();
}
