"use client";

import { usePreferences } from "../preferences/preferences-provider.tsx";
import { ScrollRegion } from "../ui/scroll-region.tsx";
import { TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";
import type { ChartData } from "./series.ts";
import { stepLabel, type TimeStep } from "./time-ticks.ts";
import { type ChartUnit, formatValue } from "./units.ts";

type ChartTableProps = ChartData & {
  readonly label: string;
  readonly unit: ChartUnit;
  readonly step: TimeStep;
  readonly heightPx: number;
};

/** The chart's own numbers, newest first: for screen readers, for copying, for who trusts numbers more. */
export function ChartTable({ series, points, label, unit, step, heightPx }: ChartTableProps) {
  const { timeZone } = usePreferences();
  return (
    <ScrollRegion label={`${label}, as a table`} className="border-t" style={{ maxHeight: heightPx + 40 }}>
      <table className="w-full text-sm">
        <TableHeader className="sticky top-0 bg-surface">
          <TableRow>
            <TableHead>Time</TableHead>
            {series.map(({ id, label: name }) => (
              <TableHead key={id} align="end" className="whitespace-nowrap">
                {name}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {points.toReversed().map(({ at, values }) => (
            <TableRow key={at}>
              <TableCell className="whitespace-nowrap text-muted">{stepLabel(at, { step, timeZone })}</TableCell>
              {series.map(({ id }) => (
                <TableCell key={id} align="end">
                  {formatKnown(values[id] ?? null, unit)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </table>
    </ScrollRegion>
  );
}

function formatKnown(value: number | null, unit: ChartUnit): string {
  return value === null ? "—" : formatValue(value, unit);
}
