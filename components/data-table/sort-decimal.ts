import { constructSortFn } from "@tanstack/react-table";
import { compareDecimals, parseDecimal } from "../format/decimal.ts";

/** Orders decimal strings by their exact value. What is no number (an unknown price) comes before every number. */
export const sortDecimal = constructSortFn({
  sort: (left: unknown, right: unknown) => compareUnknown(left, right),
});

export function compareUnknown(left: unknown, right: unknown): number {
  const first = typeof left === "string" ? parseDecimal(left) : undefined;
  const second = typeof right === "string" ? parseDecimal(right) : undefined;
  if (first && second) return compareDecimals(first, second);
  return first ? 1 : second ? -1 : 0;
}
