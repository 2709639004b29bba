"use client";

import { type RefObject, useCallback, useEffect } from "react";

/** Of what scrolling may be off without anybody noticing. */
const slackPx = 8;

type AtTopOptions = {
  readonly frame: RefObject<HTMLElement | null>;
  /** The reader has come back to the top. */
  readonly onReach: () => void;
};

/** Whether a list's first row is in sight, in its own scrolling frame or, on phones, in the page's. */
export function useAtTop({ frame, onReach }: AtTopOptions): () => boolean {
  const isAtTop = useCallback(() => {
    const table = frame.current?.querySelector("table");
    const scroller = table?.parentElement;
    if (!table || !scroller) return true;
    const top = scroller.getBoundingClientRect().top;
    return table.getBoundingClientRect().top >= top - slackPx && top >= -slackPx;
  }, [frame]);

  useEffect(() => {
    let wasAtTop = isAtTop();
    function scrolled() {
      const now = isAtTop();
      if (now && !wasAtTop) onReach();
      wasAtTop = now;
    }
    // Scrolling does not bubble; captured, that of the frame and that of the page are both heard.
    document.addEventListener("scroll", scrolled, { capture: true, passive: true });
    return () => document.removeEventListener("scroll", scrolled, { capture: true });
  }, [isAtTop, onReach]);

  return isAtTop;
}
