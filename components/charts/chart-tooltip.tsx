"use client";

import { Swatch } from "./chart-legend.tsx";
import type { ChartPoint, ChartSeries } from "./series.ts";
import { addsUp, type ChartUnit, formatValue } from "./units.ts";

type ChartTooltipProps = {
  readonly heading: string;
  readonly point: ChartPoint;
  readonly series: readonly ChartSeries[];
  readonly colors: ReadonlyMap<string, string>;
  readonly unit: ChartUnit;
};

/** Everything at one moment, largest first, and what it comes to. */
export function ChartTooltip({ heading, point, series, colors, unit }: ChartTooltipProps) {
  const known = series
    .map(({ id, label }) => ({ id, label, value: point.values[id] ?? null }))
    .filter((line): line is typeof line & { value: number } => line.value !== null)
    .toSorted((left, right) => right.value - left.value);
  const total = known.reduce((sum, { value }) => sum + value, 0);
  return (
    <div className="min-w-40 rounded-md border border-line-strong bg-raised px-2.5 py-2 text-xs shadow-float">
      <p className="pb-1 text-muted">{heading}</p>
      {known.length === 0 ? <p>Nothing was measured</p> : null}
      <dl className="flex flex-col gap-0.5">
        {known.map(({ id, label, value }) => (
          <div key={id} className="flex items-center gap-1.5">
            <Swatch color={colors.get(id)} />
            <dt className="max-w-48 truncate pr-3">{label}</dt>
            <dd className="ml-auto font-medium">{formatValue(value, unit)}</dd>
          </div>
        ))}
        {known.length > 1 && addsUp(unit) ? (
          <div className="mt-1 flex justify-between border-t pt-1">
            <dt className="text-muted">Total</dt>
            <dd className="font-medium">{formatValue(total, unit)}</dd>
          </div>
        ) : null}
      </dl>
    </div>
  );
}
