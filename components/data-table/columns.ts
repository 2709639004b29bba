import {
  type ColumnDef,
  columnVisibilityFeature,
  createColumnHelper,
  createSortedRowModel,
  metaHelper,
  type ReactTable,
  type Row,
  type RowData,
  rowSortingFeature,
  sortFn_basic,
  sortFn_text,
  type TableOptions,
  tableFeatures,
} from "@tanstack/react-table";
import { sortDecimal } from "./sort-decimal.ts";

export type ColumnMeta = {
  /** Its head, and its name in the view menu. */
  readonly label: string;
  /** Explains the head on hover, where a word is not enough. */
  readonly hint?: string;
  /** Numbers stand at the end, so that their digits line up. */
  readonly align?: "end";
  /** In px. The column without one takes the room that is left. */
  readonly width?: number;
  /** Its place in the two-line row below 768 px: left and right above, left and right below. Else it is left out. */
  readonly slot?: "title" | "figure" | "subtitle" | "note";
  /** Not shown until it is asked for in the view menu. */
  readonly initially?: "hidden";
};

export const dataTableFeatures = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { text: sortFn_text, basic: sortFn_basic, decimal: sortDecimal },
  columnMeta: metaHelper<ColumnMeta>(),
});

type Features = typeof dataTableFeatures;

export type DataColumns<Item extends RowData> = TableOptions<Features, Item>["columns"];
export type DataColumn<Item extends RowData> = ColumnDef<Features, Item>;
export type DataRow<Item extends RowData> = Row<Features, Item>;
export type DataTableInstance<Item extends RowData> = ReactTable<Features, Item>;

/** How a list's columns are written: `const column = dataColumns<KeyView>()`, once, outside the component. */
export function dataColumns<Item extends RowData>() {
  return createColumnHelper<Features, Item>();
}
