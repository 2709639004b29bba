"use client";

import {
  type ColumnVisibilityState,
  type RowData,
  type SortingState,
  type Updater,
  useTable,
} from "@tanstack/react-table";
import { useMemo, useState } from "react";
import { usePreferences } from "../preferences/preferences-provider.tsx";
import { type DataColumns, type DataTableInstance, dataTableFeatures } from "./columns.ts";

/** Sorted here when all rows are here; by the server when there are more than were loaded. */
export type TableSorting =
  | { readonly by: "browser"; readonly initial?: SortingState }
  | { readonly by: "server"; readonly value: SortingState; readonly onChange: (value: SortingState) => void };

type DataTableOptions<Item extends RowData> = {
  /** Under which the reader's choice of columns is remembered. */
  readonly id: string;
  readonly columns: DataColumns<Item>;
  readonly rows: readonly Item[];
  readonly rowId: (row: Item) => string;
  readonly sorting: TableSorting;
};

export function useDataTable<Item extends RowData>(options: DataTableOptions<Item>): DataTableInstance<Item> {
  const { columns, rows, rowId, sorting } = options;
  const [ownSorting, setOwnSorting] = useState<SortingState>(sorting.by === "browser" ? (sorting.initial ?? []) : []);
  const value = sorting.by === "server" ? sorting.value : ownSorting;
  const change = sorting.by === "server" ? sorting.onChange : setOwnSorting;
  const visibility = useVisibility(options.id, columns);

  return useTable({
    features: dataTableFeatures,
    columns,
    data: rows,
    getRowId: rowId,
    manualSorting: sorting.by === "server",
    enableMultiSort: false,
    sortDescFirst: false,
    state: { sorting: value, columnVisibility: visibility.value },
    onSortingChange: (updater) => change(resolve(updater, value)),
    onColumnVisibilityChange: (updater) => visibility.change(resolve(updater, visibility.value)),
  });
}

/** What the columns themselves say, and over it what the reader chose. */
function useVisibility<Item extends RowData>(id: string, columns: DataColumns<Item>) {
  const preferences = usePreferences();
  const chosen = preferences.columns[id];
  const value = useMemo<ColumnVisibilityState>(() => {
    const hidden = columns.filter((column) => column.meta?.initially === "hidden");
    return { ...Object.fromEntries(hidden.map((column) => [column.id ?? "", false])), ...chosen };
  }, [columns, chosen]);
  return {
    value,
    change: (next: ColumnVisibilityState) => preferences.update({ columns: { ...preferences.columns, [id]: next } }),
  };
}

function resolve<Value extends object>(updater: Updater<Value>, before: Value): Value {
  return typeof updater === "function" ? updater(before) : updater;
}
