"use client";

import { DownloadIcon } from "lucide-react";
import { Button } from "../ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu.tsx";
import { withFilters } from "./log-query.ts";

type ExportMenuProps = {
  readonly filters: Readonly<Record<string, string>>;
  /** A link carries no header, so the organization stands in its address. */
  readonly organizationId: string;
};

const formats = [
  { value: "csv", label: "CSV, for spreadsheets" },
  { value: "jsonl", label: "JSON lines, for programs" },
] as const;

/** What is filtered, all of it, as a file that is streamed. */
export function ExportMenu({ filters, organizationId }: ExportMenuProps) {
  const hrefOf = (format: string) =>
    withFilters("/api/logs/export", { ...filters, format, "x-organization": organizationId });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <DownloadIcon aria-hidden="true" />
          Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>All that is filtered, newest first</DropdownMenuLabel>
        {formats.map(({ value, label }) => (
          <DropdownMenuItem key={value} asChild>
            <a href={hrefOf(value)} download>
              {label}
            </a>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
