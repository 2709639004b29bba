import type { ChartData } from "./series.ts";
import { totalOf } from "./series.ts";
import { type ChartUnit, formatValue } from "./units.ts";

type ChartLegendProps = ChartData & {
  readonly colors: ReadonlyMap<string, string>;
  readonly unit: ChartUnit;
  readonly totals: "shown" | "hidden";
};

/** Which color is whom, and how much of it: a legend that is read, not decoded. */
export function ChartLegend({ series, points, colors, unit, totals }: ChartLegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 pb-3 text-xs">
      {series.map(({ id, label }) => (
        <li key={id} className="flex min-w-0 items-center gap-1.5">
          <Swatch color={colors.get(id)} />
          <span className="truncate text-muted">{label}</span>
          {totals === "shown" ? <span>{formatValue(totalOf(points, id), unit)}</span> : null}
        </li>
      ))}
    </ul>
  );
}

export function Swatch({ color }: { readonly color: string | undefined }) {
  return (
    <svg viewBox="0 0 8 8" aria-hidden="true" className="size-2 shrink-0">
      <rect width="8" height="8" rx="1.5" fill={color ?? "var(--chart-other)"} />
    </svg>
  );
}
