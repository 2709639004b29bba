import { Area, Bar, Line } from "recharts";
import type { ChartPoint, ChartSeries } from "./series.ts";

type Colors = ReadonlyMap<string, string>;

/** The largest comes first and lies on the base line, where sizes are easiest to compare. */
export function barMarks(series: readonly ChartSeries[], colors: Colors) {
  return series.map(({ id, label }) => (
    <Bar
      key={id}
      name={label}
      dataKey={measured(id)}
      stackId="all"
      fill={colors.get(id) ?? "var(--chart-other)"}
      stroke="var(--surface)"
      strokeWidth={series.length > 1 ? 1 : 0}
      maxBarSize={40}
      isAnimationActive={false}
    />
  ));
}

/** Stacked, with a hair line of the ground between them; a single one is a line with a tint below. */
export function areaMarks(series: readonly ChartSeries[], colors: Colors) {
  const single = series.length === 1;
  return series.map(({ id, label }) => {
    const color = colors.get(id) ?? "var(--chart-other)";
    return (
      <Area
        key={id}
        name={label}
        type="linear"
        dataKey={measured(id)}
        {...(single ? {} : { stackId: "all" })}
        stroke={single ? color : "var(--surface)"}
        strokeWidth={single ? 1.5 : 0.75}
        fill={color}
        fillOpacity={single ? 0.14 : 0.9}
        activeDot={single ? { r: 3, fill: color, stroke: "var(--surface)" } : false}
        connectNulls={false}
        isAnimationActive={false}
      />
    );
  });
}

export function lineMarks(series: readonly ChartSeries[], colors: Colors) {
  return series.map(({ id, label }) => {
    const color = colors.get(id) ?? "var(--chart-other)";
    return (
      <Line
        key={id}
        name={label}
        type="linear"
        dataKey={measured(id)}
        stroke={color}
        strokeWidth={1.5}
        dot={false}
        activeDot={{ r: 3, fill: color, stroke: "var(--surface)" }}
        connectNulls={false}
        isAnimationActive={false}
      />
    );
  });
}

/** By function, because an id may hold dots ("gpt-4.1") that a path would take for steps. */
function measured(id: string) {
  return (point: ChartPoint) => point.values[id] ?? null;
}
