"use client";

import { useState } from "react";
import type { MouseHandlerDataParam } from "recharts";
import type { ChartPoint } from "./series.ts";

/** Both ends are ISO times; the later one is the end of its step. */
export type ZoomRange = { readonly from: string; readonly to: string };

type Drag = { readonly start: string; readonly end: string };

/** Drawing over a stretch of the chart asks for just that stretch. A click is no stretch. */
export function useZoom(points: readonly ChartPoint[], onZoom: ((range: ZoomRange) => void) | undefined) {
  const [drag, setDrag] = useState<Drag>();
  if (onZoom === undefined) return { handlers: {}, selection: undefined };

  function finish() {
    setDrag(undefined);
    const range = drag && rangeOf(points, drag);
    if (range) onZoom?.(range);
  }

  const handlers = {
    onMouseDown: ({ activeLabel }: MouseHandlerDataParam) => {
      const at = labelOf(activeLabel);
      setDrag(at === undefined ? undefined : { start: at, end: at });
    },
    onMouseMove: ({ activeLabel }: MouseHandlerDataParam) => {
      const at = labelOf(activeLabel);
      if (drag && at !== undefined && at !== drag.end) setDrag({ ...drag, end: at });
    },
    onMouseUp: finish,
    onMouseLeave: () => setDrag(undefined),
  };
  return { handlers, selection: drag && drag.start !== drag.end ? { x1: drag.start, x2: drag.end } : undefined };
}

/** From the first chosen step to the end of the last one, in whichever direction it was drawn. */
export function rangeOf(points: readonly ChartPoint[], { start, end }: Drag): ZoomRange | undefined {
  if (start === end) return undefined;
  const [from, last] = start < end ? [start, end] : [end, start];
  const index = points.findIndex(({ at }) => at === last);
  const stepMs = stepMsOf(points);
  if (index < 0 || stepMs === undefined) return undefined;
  return { from, to: new Date(new Date(last).getTime() + stepMs).toISOString() };
}

function stepMsOf(points: readonly ChartPoint[]): number | undefined {
  const [first, second] = points;
  return first && second ? new Date(second.at).getTime() - new Date(first.at).getTime() : undefined;
}

function labelOf(label: MouseHandlerDataParam["activeLabel"]): string | undefined {
  return typeof label === "string" ? label : undefined;
}
