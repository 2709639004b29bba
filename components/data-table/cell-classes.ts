import { classNames } from "#components/ui/class-names.ts";
import type { ColumnMeta } from "./columns.ts";

/** Below 768 px a row is a grid of two by two; what has no place in it is not drawn. */
const slots = {
  title: "max-md:col-start-1 max-md:row-start-1 max-md:font-medium max-md:text-base",
  figure: "max-md:col-start-2 max-md:row-start-1 max-md:text-right",
  subtitle: "max-md:col-start-1 max-md:row-start-2 max-md:text-muted max-md:text-xs",
  note: "max-md:col-start-2 max-md:row-start-2 max-md:text-right max-md:text-muted max-md:text-xs",
} as const;

export const rowClasses = [
  "group/row border-b",
  "max-md:grid max-md:h-15 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:content-center max-md:items-center",
  "max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4",
].join(" ");

export function cellClasses(meta: ColumnMeta | undefined): string {
  return classNames(
    "truncate max-md:block md:h-(--row) md:border-b md:px-3 md:first:pl-4 md:last:pr-4 md:group-last/row:border-b-0",
    meta?.align === "end" && "text-right",
    meta?.slot === undefined ? "max-md:hidden" : slots[meta.slot],
  );
}
