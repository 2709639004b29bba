"use client";

import { type RefObject, useEffect } from "react";
import { isTyping } from "../keyboard/is-typing.ts";
import { usePreferences } from "../preferences/preferences-provider.tsx";

type RowKeysOptions = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onEnter: (index: number) => void;
};

const steps: Readonly<Record<string, number>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/** `j` and `k` walk the rows from anywhere on the page, the arrows once a row has the focus, Enter opens it. */
export function useRowKeys({ scroller, onEnter }: RowKeysOptions) {
  const { shortcuts } = usePreferences();

  useEffect(() => {
    function press(event: KeyboardEvent) {
      const modified = event.metaKey || event.ctrlKey || event.altKey;
      if (event.defaultPrevented || modified || event.isComposing || isTyping(event.target)) return;
      const index = focusedIndex(scroller.current);
      const step = steps[event.key];
      if (event.key === "Enter" && index !== undefined) onEnter(index);
      else if (step === undefined || !listens(event.key, index, shortcuts)) return;
      else focusRow(scroller.current, index === undefined ? 0 : index + step);
      event.preventDefault();
    }

    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [scroller, onEnter, shortcuts]);
}

/** Arrows scroll the page until a row has the focus; letters can be turned off. */
function listens(key: string, index: number | undefined, shortcuts: "on" | "off"): boolean {
  return key.length > 1 ? index !== undefined : shortcuts === "on";
}

function focusedIndex(scroller: HTMLElement | null): number | undefined {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !scroller?.contains(focused)) return undefined;
  const index = focused.dataset["rowIndex"];
  return index === undefined ? undefined : Number(index);
}

/** The next row is always drawn, also in a list that draws only what is in sight. */
function focusRow(scroller: HTMLElement | null, index: number) {
  scroller?.querySelector<HTMLElement>(`[data-row-index="${index}"]`)?.focus();
}
