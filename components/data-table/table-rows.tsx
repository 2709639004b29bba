"use client";

import type { RowData } from "@tanstack/react-table";
import { useVirtualizer, useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useState } from "react";
import type { DataRow } from "./columns.ts";
import { type RowProps, TableRow } from "./table-row.tsx";
import { useIsNarrow, useRowHeight } from "./use-row-height.ts";

type TableRowsProps<Item extends RowData> = Pick<RowProps<Item>, "onOpen"> & {
  readonly rows: readonly DataRow<Item>[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly currentId: string | undefined;
};

/** From here on only what is in sight is drawn. */
const virtualFrom = 120;
const overscan = 14;

export function TableRows<Item extends RowData>(props: TableRowsProps<Item>) {
  const narrow = useIsNarrow();
  if (props.rows.length < virtualFrom) return <DrawnRows {...props} items={undefined} totalPx={0} />;
  // On phones the page scrolls, from 768 px on the table does.
  return narrow ? <PageScrolledRows {...props} /> : <SelfScrolledRows {...props} />;
}

function SelfScrolledRows<Item extends RowData>(props: TableRowsProps<Item>) {
  const heightPx = useRowHeight();
  const virtualizer = useVirtualizer({
    count: props.rows.length,
    getScrollElement: () => props.scroller.current,
    estimateSize: () => heightPx,
    // What the server draws before it knows the window.
    initialRect: { width: 1200, height: 900 },
    overscan,
  });
  return <DrawnRows {...props} items={virtualizer.getVirtualItems()} totalPx={virtualizer.getTotalSize()} />;
}

function PageScrolledRows<Item extends RowData>(props: TableRowsProps<Item>) {
  const heightPx = useRowHeight();
  const { scroller } = props;
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = scroller.current?.getBoundingClientRect();
    if (box) setTop(box.top + window.scrollY);
  }, [scroller]);
  const virtualizer = useWindowVirtualizer({
    count: props.rows.length,
    estimateSize: () => heightPx,
    scrollMargin: top,
    overscan,
  });
  // Counted from the top of the page; the gaps are drawn inside the table.
  const items = virtualizer.getVirtualItems().map((item) => ({ ...item, start: item.start - top }));
  return <DrawnRows {...props} items={items} totalPx={virtualizer.getTotalSize()} />;
}

type DrawnRowsProps<Item extends RowData> = TableRowsProps<Item> & {
  /** Undefined: all of them. */
  readonly items: readonly VirtualItem[] | undefined;
  readonly totalPx: number;
};

function DrawnRows<Item extends RowData>({ rows, onOpen, currentId, items, totalPx }: DrawnRowsProps<Item>) {
  const indexes = items?.map((item) => item.index) ?? rows.keys();
  const abovePx = items?.[0]?.start ?? 0;
  const last = items?.at(-1);
  const belowPx = last === undefined ? 0 : totalPx - (last.start + last.size);
  return (
    <>
      <Gap heightPx={abovePx} />
      {Array.from(indexes, (index) => {
        const row = rows[index];
        return row === undefined ? null : (
          <TableRow key={row.id} row={row} index={index} onOpen={onOpen} current={row.id === currentId} />
        );
      })}
      <Gap heightPx={belowPx} />
    </>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ heightPx }: { readonly heightPx: number }) {
  if (heightPx <= 0) return null;
  return (
    <tr>
      <td style={{ height: heightPx }} className="block p-0" />
    </tr>
  );
}
