"use client";

import type { RowData } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useMemo, useRef } from "react";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { DataColumns, DataTableInstance } from "./columns.ts";
import { LoadMore, type MoreRows } from "./load-more.tsx";
import { SkeletonRows } from "./skeleton-rows.tsx";
import { TableFoot } from "./table-foot.tsx";
import { TableHead } from "./table-head.tsx";
import type { OpenHow } from "./table-row.tsx";
import { TableRows } from "./table-rows.tsx";
import { type TableSorting, useDataTable } from "./use-data-table.ts";
import { useRowKeys } from "./use-row-keys.ts";
import { ViewMenu } from "./view-menu.tsx";

export type TableContent<Item> =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly title: string; readonly message: string; readonly onRetry: () => void }
  | { readonly kind: "rows"; readonly rows: readonly Item[] };

type DataTableProps<Item extends RowData> = {
  /** Unique in the dashboard: the reader's columns are remembered under it. */
  readonly id: string;
  readonly label: string;
  readonly columns: DataColumns<Item>;
  readonly content: TableContent<Item>;
  readonly rowId: (row: Item) => string;
  /** Where a row leads. Its title should carry the same link, for the middle button and for screen readers. */
  readonly rowHref?: (row: Item) => string;
  readonly currentId?: string;
  readonly sorting?: TableSorting;
  readonly more?: MoreRows;
  /** Search and filters, left of the view menu. */
  readonly toolbar?: ReactNode;
  /** With filters on, an empty list says something else than without. */
  readonly empty: ReactNode;
};

const scrollerClasses = [
  "relative min-w-0 rounded-md border bg-surface md:overflow-auto",
  // On phones the list runs from edge to edge and scrolls with the page.
  "max-md:-mx-4 max-md:rounded-none max-md:border-x-0",
  "md:group-data-[layout=flow]/page:max-h-[calc(100dvh-8rem)] md:group-data-[layout=fill]/page:min-h-60",
].join(" ");

const noRows: readonly never[] = [];
const inBrowser: TableSorting = { by: "browser" };
const noMore: MoreRows = { kind: "none" };

/** Every list of objects in the dashboard. */
export function DataTable<Item extends RowData>(props: DataTableProps<Item>) {
  const { content, rowHref, sorting = inBrowser, more = noMore } = props;
  const rows = content.kind === "rows" ? content.rows : noRows;
  const table = useDataTable({ ...props, rows, sorting });
  const scroller = useRef<HTMLDivElement>(null);
  const open = useOpenRow(rowHref);
  const drawn = table.getRowModel().rows;

  const openAt = useCallback(
    (index: number) => {
      const row = drawn[index];
      if (row) open?.(row.original, "here");
    },
    [drawn, open],
  );
  useRowKeys({ scroller, onEnter: openAt });

  return (
    <div className="flex min-h-0 min-w-0 flex-col gap-3">
      <div className="flex min-w-0 items-start justify-between gap-2">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{props.toolbar}</div>
        <ViewMenu table={table} />
      </div>
      <div ref={scroller} className={scrollerClasses}>
        <TableFrame table={table} label={props.label} busy={content.kind === "loading"}>
          {content.kind === "loading" ? (
            <SkeletonRows table={table} />
          ) : (
            <TableRows rows={drawn} scroller={scroller} onOpen={open} currentId={props.currentId} />
          )}
        </TableFrame>
        {content.kind === "failed" ? <ErrorState {...content} /> : null}
        {content.kind === "rows" && rows.length === 0 ? props.empty : null}
        <LoadMore more={more} />
      </div>
    </div>
  );
}

type TableFrameProps<Item extends RowData> = {
  readonly table: DataTableInstance<Item>;
  readonly label: string;
  readonly busy: boolean;
  readonly children: ReactNode;
};

/** Room the column without a width never goes below; narrower windows scroll sideways instead. */
const growingColumnPx = 180;

function TableFrame<Item extends RowData>({ table, label, busy, children }: TableFrameProps<Item>) {
  const columns = table.getVisibleLeafColumns();
  const widths = columns.map((column) => column.columnDef.meta?.width);
  const minWidth = widths.reduce<number>((total, width) => total + (width ?? growingColumnPx), 0);
  return (
    <table
      aria-label={label}
      aria-busy={busy}
      aria-rowcount={table.getRowModel().rows.length + 1}
      className="w-full border-separate border-spacing-0 text-sm max-md:block max-md:min-w-0! md:table-fixed"
      style={{ minWidth }}
    >
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={{ width: column.columnDef.meta?.width }} />
        ))}
      </colgroup>
      <TableHead table={table} />
      <tbody className="max-md:block">{children}</tbody>
      <TableFoot table={table} />
    </table>
  );
}

function useOpenRow<Item>(rowHref: ((row: Item) => string) | undefined) {
  const router = useRouter();
  return useMemo(() => {
    if (rowHref === undefined) return undefined;
    return (row: Item, how: OpenHow) => {
      if (how === "new-tab") window.open(rowHref(row), "_blank", "noopener");
      else router.push(rowHref(row));
    };
  }, [router, rowHref]);
}
