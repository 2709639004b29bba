"use client";

import type { RowData } from "@tanstack/react-table";
import { SlidersHorizontalIcon } from "lucide-react";
import { usePreferences } from "#components/preferences/preferences-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { DataTableInstance } from "./columns.ts";

type ViewMenuProps<Item extends RowData> = { readonly table: DataTableInstance<Item> };

/** How the table looks: its columns and how close its rows stand. On phones: its order. */
export function ViewMenu<Item extends RowData>({ table }: ViewMenuProps<Item>) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="View" data-hint="View">
          <SlidersHorizontalIcon aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-52">
        <SortChoice table={table} />
        <DensityChoice />
        <ColumnChoice table={table} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function SortChoice<Item extends RowData>({ table }: ViewMenuProps<Item>) {
  const columns = table.getAllLeafColumns().filter((column) => column.getCanSort());
  if (columns.length === 0) return null;
  const [sort] = table.state.sorting;
  return (
    <DropdownMenuGroup className="md:hidden">
      <DropdownMenuLabel>Sort by</DropdownMenuLabel>
      {columns.map((column) => (
        <DropdownMenuCheckboxItem
          key={column.id}
          checked={sort?.id === column.id}
          onSelect={() => column.toggleSorting()}
        >
          {column.columnDef.meta?.label}
          {sort?.id === column.id ? <span className="ml-auto text-muted">{sort.desc ? "↓" : "↑"}</span> : null}
        </DropdownMenuCheckboxItem>
      ))}
      <DropdownMenuSeparator />
    </DropdownMenuGroup>
  );
}

function DensityChoice() {
  const { density, update } = usePreferences();
  const choose = (value: string) => update({ density: value === "dense" ? "dense" : "comfortable" });
  return (
    <DropdownMenuGroup className="max-md:hidden">
      <DropdownMenuLabel>Rows</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={density} onValueChange={choose}>
        <DropdownMenuRadioItem value="comfortable">Comfortable</DropdownMenuRadioItem>
        <DropdownMenuRadioItem value="dense">Dense</DropdownMenuRadioItem>
      </DropdownMenuRadioGroup>
      <DropdownMenuSeparator />
    </DropdownMenuGroup>
  );
}

function ColumnChoice<Item extends RowData>({ table }: ViewMenuProps<Item>) {
  const columns = table.getAllLeafColumns().filter((column) => column.getCanHide() && column.columnDef.meta?.label);
  return (
    <DropdownMenuGroup className="max-md:hidden">
      <DropdownMenuLabel>Columns</DropdownMenuLabel>
      {columns.map((column) => (
        <DropdownMenuCheckboxItem
          key={column.id}
          checked={column.getIsVisible()}
          onCheckedChange={(visible) => column.toggleVisibility(visible)}
          // Several are chosen in one go.
          onSelect={(event) => event.preventDefault()}
        >
          {column.columnDef.meta?.label}
        </DropdownMenuCheckboxItem>
      ))}
    </DropdownMenuGroup>
  );
}
