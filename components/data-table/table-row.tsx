"use client";

import { FlexRender, type RowData } from "@tanstack/react-table";
import type { MouseEvent } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { cellClasses, rowClasses } from "./cell-classes.ts";
import type { DataRow } from "./columns.ts";

export type RowProps<Item extends RowData> = {
  readonly row: DataRow<Item>;
  /** Counted over the whole list, also where only a part of it is drawn. */
  readonly index: number;
  /** Absent when rows lead nowhere. */
  readonly onOpen: ((row: Item, how: OpenHow) => void) | undefined;
  readonly current: boolean;
};

export type OpenHow = "here" | "new-tab";

export function TableRow<Item extends RowData>({ row, index, onOpen, current }: RowProps<Item>) {
  function click(event: MouseEvent) {
    if (onOpen === undefined || isOwnControl(event) || isSelectingText()) return;
    onOpen(row.original, event.metaKey || event.ctrlKey || event.button === 1 ? "new-tab" : "here");
  }

  return (
    <tr
      // Rows take the focus from j and k, never from Tab: their links are in the tab order already.
      tabIndex={-1}
      data-row-index={index}
      aria-rowindex={index + 2}
      aria-current={current ? "true" : undefined}
      onClick={click}
      onAuxClick={click}
      className={classNames(
        rowClasses,
        "scroll-mt-10 transition-colors duration-100 focus-visible:outline-offset-[-2px]",
        onOpen === undefined ? "" : "cursor-pointer hover:bg-ink/3",
        "focus-visible:bg-ink/3 aria-[current=true]:bg-accent/6",
      )}
    >
      {row.getVisibleCells().map((cell) => (
        <td key={cell.id} className={cellClasses(cell.column.columnDef.meta)}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  );
}

/** A link, a button or a menu in the row does its own work. */
function isOwnControl(event: MouseEvent): boolean {
  const control = event.target instanceof Element && event.target.closest("a, button, input, label, [role=menuitem]");
  return Boolean(control) || event.defaultPrevented;
}

/** Who marks an id to copy it does not want to go anywhere. */
function isSelectingText(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}
