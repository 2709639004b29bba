"use client";

import { useRef } from "react";

type FocusHandlers = {
  readonly onOpenAutoFocus?: ((event: Event) => void) | undefined;
  readonly onCloseAutoFocus?: ((event: Event) => void) | undefined;
};

/**
 * Brings the focus back to where it was when something modal opened. Radix knows only the way back to its own
 * trigger; what was opened by a shortcut, a row or a menu has none.
 */
export function useReturnFocus({ onOpenAutoFocus, onCloseAutoFocus }: FocusHandlers) {
  const origin = useRef<Element | null>(null);
  return {
    onOpenAutoFocus(event: Event) {
      origin.current = lastingOrigin(document.activeElement);
      onOpenAutoFocus?.(event);
    },
    onCloseAutoFocus(event: Event) {
      onCloseAutoFocus?.(event);
      const target = origin.current;
      if (event.defaultPrevented || !(target instanceof HTMLElement) || !target.isConnected) return;
      event.preventDefault();
      target.focus();
    },
  };
}

/** A menu is gone by the time the dialog closes; the button that opened the menu is still there. */
function lastingOrigin(element: Element | null): Element | null {
  const menu = element?.closest('[role="menu"]');
  const opener = menu?.getAttribute("aria-labelledby");
  return opener ? document.getElementById(opener) : element;
}
