import { FlexRender, type RowData } from "@tanstack/react-table";
import { classNames } from "#components/ui/class-names.ts";
import type { DataTableInstance } from "./columns.ts";

/** Totals, where a column has one. */
export function TableFoot<Item extends RowData>({ table }: { readonly table: DataTableInstance<Item> }) {
  const columns = table.getVisibleLeafColumns();
  if (columns.every((column) => column.columnDef.footer === undefined)) return null;
  return (
    <tfoot className="max-md:hidden">
      {table.getFooterGroups().map((group) => (
        <tr key={group.id}>
          {group.headers.map((header) => (
            <td
              key={header.id}
              className={classNames(
                "sticky bottom-0 h-9 truncate border-t bg-surface px-3 font-medium first:pl-4 last:pr-4",
                header.column.columnDef.meta?.align === "end" && "text-right",
              )}
            >
              <FlexRender footer={header} />
            </td>
          ))}
        </tr>
      ))}
    </tfoot>
  );
}
