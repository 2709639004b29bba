import type { Held } from "./use-reorder.ts";

/**
 * How a row of equally high rows stands while one of them is held: the held one where it is carried, those between
 * its old and its new place one row aside.
 */
export function rowShift(held: Held | undefined, row: { readonly id: string; readonly index: number }, from: number) {
  if (held === undefined) return {};
  if (held.id === row.id) {
    const transform =
      held.by === "pointer" ? `translateY(${held.offsetPx}px)` : `translateY(${(held.spot - from) * 100}%)`;
    return { transform, zIndex: 1, position: "relative" as const };
  }
  if (row.index > from && row.index <= held.spot) return { transform: "translateY(-100%)" };
  if (row.index < from && row.index >= held.spot) return { transform: "translateY(100%)" };
  return {};
}
