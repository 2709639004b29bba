"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { tooltipClasses } from "./floating.ts";
import { placeHint } from "./hint-place.ts";

type Hint = { readonly text: string; readonly owner: Element };

const showAfterMs = 280;
const touchShowsForMs = 2_500;

/**
 * One tooltip for the whole page: whatever carries `data-hint` shows it on hover, on keyboard focus and on a tap.
 * A table of a thousand amounts has a thousand attributes and no thousand components.
 */
export function HintLayer() {
  const [hint, setHint] = useState<Hint>();
  const bubble = useRef<HTMLDivElement>(null);

  useEffect(() => watchHints(setHint), []);

  useLayoutEffect(() => {
    const element = bubble.current;
    if (!hint || !element) return;
    const side = hint.owner.getAttribute("data-hint-side") === "right" ? "right" : "top";
    const viewport = { width: window.innerWidth, height: window.innerHeight };
    const place = placeHint(hint.owner.getBoundingClientRect(), element.getBoundingClientRect(), { side, viewport });
    element.style.left = `${place.left}px`;
    element.style.top = `${place.top}px`;
  }, [hint]);

  if (!hint) return null;
  return (
    <div ref={bubble} role="tooltip" className={`${tooltipClasses} pointer-events-none fixed animate-fade-in`}>
      {hint.text}
    </div>
  );
}

function watchHints(show: (hint: Hint | undefined) => void): () => void {
  let opening: ReturnType<typeof setTimeout> | undefined;
  let closing: ReturnType<typeof setTimeout> | undefined;
  let current: Element | undefined;

  function point(owner: Element | undefined, delayMs: number) {
    if (owner === current) return;
    clearTimeout(opening);
    clearTimeout(closing);
    current = owner;
    show(undefined);
    if (owner) opening = setTimeout(() => show(hintOf(owner)), delayMs);
  }

  const hide = () => point(undefined, 0);

  function enter({ target, pointerType }: PointerEvent) {
    if (pointerType !== "touch") return point(ownerOf(target), showAfterMs);
    // A finger has no hover to end, so a tapped hint ends by itself.
    point(ownerOf(target), 0);
    closing = setTimeout(hide, touchShowsForMs);
  }

  function press({ pointerType }: PointerEvent) {
    if (pointerType !== "touch") hide();
  }

  function focus({ target }: FocusEvent) {
    if (target instanceof Element && target.matches("[data-hint]:focus-visible")) point(target, 0);
    else hide();
  }

  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener("pointerover", enter, { signal });
  document.addEventListener("pointerdown", press, { signal });
  document.addEventListener("focusin", focus, { signal });
  document.addEventListener("keydown", (event) => (event.key === "Escape" ? hide() : undefined), { signal });
  document.addEventListener("scroll", hide, { signal, capture: true, passive: true });
  return () => {
    clearTimeout(opening);
    clearTimeout(closing);
    listening.abort();
  };
}

function ownerOf(target: EventTarget | null): Element | undefined {
  return (target instanceof Element && target.closest("[data-hint]")) || undefined;
}

/** Nothing to show when the owner has left the page meanwhile. */
function hintOf(owner: Element): Hint | undefined {
  const text = owner.getAttribute("data-hint");
  return text && owner.isConnected ? { text, owner } : undefined;
}
