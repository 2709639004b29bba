"use client";

import type { Header, RowData } from "@tanstack/react-table";
import { ArrowDownIcon, ArrowUpIcon } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import type { DataTableInstance, dataTableFeatures } from "./columns.ts";

/** Stays on top while the rows scroll; says and changes the order. On phones the view menu does that. */
export function TableHead<Item extends RowData>({ table }: { readonly table: DataTableInstance<Item> }) {
  return (
    <thead className="max-md:sr-only">
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          {group.headers.map((header) => (
            <HeadCell key={header.id} header={header} />
          ))}
        </tr>
      ))}
    </thead>
  );
}

type HeadCellProps<Item extends RowData> = { readonly header: Header<typeof dataTableFeatures, Item> };

const headClasses =
  "sticky top-0 z-10 h-9 whitespace-nowrap border-b bg-surface px-3 text-left font-medium text-muted text-xs first:pl-4 last:pr-4";

const sortWords = { asc: "ascending", desc: "descending" } as const;

function HeadCell<Item extends RowData>({ header }: HeadCellProps<Item>) {
  const { column } = header;
  const meta = column.columnDef.meta;
  const sorted = column.getIsSorted();
  // A column of buttons has no name, and a header cell without one is announced as nothing.
  if (!meta?.label) return <td className={headClasses} />;
  return (
    <th
      scope="col"
      aria-sort={sorted === false ? undefined : sortWords[sorted]}
      className={classNames(headClasses, meta.align === "end" && "text-right")}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          onClick={column.getToggleSortingHandler()}
          data-hint={meta.hint}
          className={classNames(
            "group inline-flex items-center gap-1 rounded-sm align-bottom transition-colors duration-140 hover:text-ink",
            meta.align === "end" && "flex-row-reverse",
            sorted !== false && "text-ink",
          )}
        >
          {meta.label}
          <SortArrow sorted={sorted} />
        </button>
      ) : (
        <span data-hint={meta.hint}>{meta.label}</span>
      )}
    </th>
  );
}

/** Keeps its room when it is not shown, so that sorting moves nothing. */
function SortArrow({ sorted }: { readonly sorted: false | "asc" | "desc" }) {
  const Arrow = sorted === "desc" ? ArrowDownIcon : ArrowUpIcon;
  return (
    <Arrow
      aria-hidden="true"
      className={classNames("size-3 stroke-[2.25]", sorted === false && "opacity-0 group-hover:opacity-60")}
    />
  );
}
