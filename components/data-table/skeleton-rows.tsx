import type { RowData } from "@tanstack/react-table";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { cellClasses, rowClasses } from "./cell-classes.ts";
import type { DataTableInstance } from "./columns.ts";

const rowNumbers = Array.from({ length: 12 }, (_, index) => index);
/** Of the cell, in percent: as uneven as text, and the same on server and browser. */
const widths = [72, 48, 60, 84, 40, 66, 54] as const;

/** Rows of the right height for what is on its way. */
export function SkeletonRows<Item extends RowData>({ table }: { readonly table: DataTableInstance<Item> }) {
  const columns = table.getVisibleLeafColumns();
  return rowNumbers.map((row) => (
    <tr key={row} className={rowClasses}>
      {columns.map((column, index) => (
        <td key={column.id} className={cellClasses(column.columnDef.meta)}>
          <Skeleton
            className={column.columnDef.meta?.align === "end" ? "ml-auto max-w-full" : "max-w-full"}
            style={{ width: `${widths[(row * 3 + index * 2) % widths.length] ?? 60}%`, minWidth: 32 }}
          />
        </td>
      ))}
    </tr>
  ));
}
