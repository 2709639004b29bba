"use client";

import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";

/** What is being moved, and the spot it would be put down at. */
export type Held = {
  readonly id: string;
  readonly spot: number;
  readonly by: "pointer" | "keyboard";
  /** How far the pointer has carried it, in px. */
  readonly offsetPx: number;
};

type ReorderOptions = {
  /** Holds the elements with `data-spot` that are aimed at with the pointer. */
  readonly list: RefObject<HTMLElement | null>;
  readonly spots: (id: string) => { readonly count: number; readonly current: number };
  readonly onDrop: (id: string, spot: number) => void;
  /** What screen readers are told: "OpenAI, place 2 of 5". */
  readonly describe: (id: string, spot: number) => string;
};

/** Measured when the pointer goes down: what is carried and what makes room for it moves afterwards. */
type Aim = { readonly id: string; readonly startY: number; readonly zones: readonly Zone[] };
type Zone = { readonly spot: number; readonly top: number; readonly bottom: number };

const carriedFromPx = 4;

/**
 * Moving by pointer or keyboard: Space takes up, arrows aim, Space or Enter puts down, Esc leaves all as it was. The
 * list itself is redrawn only when something was put down, so the focus stays on the handle all the while.
 */
export function useReorder({ list, spots, onDrop, describe }: ReorderOptions) {
  const [held, setHeld] = useState<Held>();
  const [announcement, announce] = useState("");
  const aim = useRef<Aim | undefined>(undefined);
  const dropped = useRef<string | undefined>(undefined);

  // The dropped element has moved in the document, and that took the focus from its handle.
  useEffect(() => {
    const id = dropped.current;
    if (id === undefined || held !== undefined) return;
    const handle = list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(id)}"]`);
    if (handle && document.activeElement !== handle) handle.focus();
    dropped.current = undefined;
  });

  function take(id: string, by: Held["by"]) {
    const { current } = spots(id);
    setHeld({ id, spot: current, by, offsetPx: 0 });
    announce(`${describe(id, current)}. Taken up. Arrows move, Space puts down, Escape cancels.`);
  }

  function put(moved: Held) {
    aim.current = undefined;
    setHeld(undefined);
    dropped.current = moved.id;
    announce(`${describe(moved.id, moved.spot)}. Put down.`);
    if (moved.spot !== spots(moved.id).current) onDrop(moved.id, moved.spot);
  }

  function cancel() {
    aim.current = undefined;
    if (held) announce("Left where it was.");
    setHeld(undefined);
  }

  function press(id: string, event: KeyboardEvent) {
    const carried = held?.id === id ? held : undefined;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === " " || event.key === "Enter") {
      if (carried) put(carried);
      else take(id, "keyboard");
    } else if (carried && step !== undefined) {
      const spot = Math.min(spots(id).count - 1, Math.max(0, carried.spot + step));
      setHeld({ ...carried, spot });
      announce(describe(id, spot));
    } else if (carried && event.key === "Escape") cancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function move(event: PointerEvent) {
    const aimed = aim.current;
    if (!aimed) return;
    const offsetPx = event.pageY - aimed.startY;
    if (!held && Math.abs(offsetPx) < carriedFromPx) return;
    const spot = spotAt(aimed.zones, event.pageY) ?? spots(aimed.id).current;
    setHeld({ id: aimed.id, spot, by: "pointer", offsetPx });
  }

  function handleProps(id: string) {
    return {
      "data-handle": id,
      onKeyDown: (event: KeyboardEvent) => press(id, event),
      onBlur: () => (held?.by === "keyboard" ? cancel() : undefined),
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        aim.current = { id, startY: event.pageY, zones: zonesOf(list.current) };
      },
      onPointerMove: move,
      onPointerUp: () => (held?.by === "pointer" ? put(held) : cancel()),
      onPointerCancel: cancel,
    };
  }

  return { held, handleProps, announcement };
}

/** In coordinates of the page, so that scrolling on the way does not matter. */
function zonesOf(list: HTMLElement | null): readonly Zone[] {
  return Array.from(list?.querySelectorAll<HTMLElement>("[data-spot]") ?? [], (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return { spot: Number(element.dataset["spot"]), top: top + window.scrollY, bottom: bottom + window.scrollY };
  });
}

/** The spot under the pointer, or the nearest one. */
function spotAt(zones: readonly Zone[], y: number): number | undefined {
  const distance = ({ top, bottom }: Zone) => Math.max(0, top - y, y - bottom);
  return zones.toSorted((left, right) => distance(left) - distance(right))[0]?.spot;
}
