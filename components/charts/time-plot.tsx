"use client";

import { useRef } from "react";
import { BarChart, CartesianGrid, ComposedChart, ReferenceArea, Tooltip, XAxis, YAxis } from "recharts";
import { usePreferences } from "../preferences/preferences-provider.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { areaMarks, barMarks, lineMarks } from "./marks.tsx";
import type { ChartData } from "./series.ts";
import { stepLabel, type TimeStep, tickLabel, timeTicks } from "./time-ticks.ts";
import { type ChartUnit, formatTick } from "./units.ts";
import { useWidth } from "./use-width.ts";
import { useZoom, type ZoomRange } from "./use-zoom.ts";

export type { ZoomRange } from "./use-zoom.ts";

export type PlotProps = ChartData & {
  readonly label: string;
  readonly colors: ReadonlyMap<string, string>;
  readonly unit: ChartUnit;
  readonly step: TimeStep;
  readonly kind: "bar" | "area" | "line";
  readonly onZoom?: (range: ZoomRange) => void;
};

/** A label and the air around it. */
const tickRoomPx = 76;

const marks = { bar: barMarks, area: areaMarks, line: lineMarks } as const;

const axisText = { fill: "var(--muted)", fontSize: 11 } as const;
const xAxis = {
  dataKey: "at",
  interval: 0,
  tick: axisText,
  tickLine: false,
  tickMargin: 6,
  height: 24,
  axisLine: { stroke: "var(--line-strong)" },
} as const;
const yAxis = { tick: axisText, tickLine: false, axisLine: false, tickCount: 4, width: "auto" } as const;

/** The drawing itself. Kept apart so that the library is loaded with the first chart and not with the page. */
export function TimePlot(props: PlotProps) {
  const { series, points, label, colors, unit, step, kind, onZoom } = props;
  const { timeZone } = usePreferences();
  const zoom = useZoom(points, onZoom);
  const frame = useRef<HTMLDivElement>(null);
  const most = Math.max(2, Math.floor(useWidth(frame) / tickRoomPx));
  // Only the bar chart marks a whole step under the pointer; the composed one draws a line through it.
  const Chart = kind === "bar" ? BarChart : ComposedChart;
  const times = points.map(({ at }) => at);
  return (
    <div ref={frame} className="absolute inset-0">
      <Chart
        responsive
        data={[...points]}
        title={label}
        margin={{ top: 8, right: 14, bottom: 0, left: 0 }}
        barCategoryGap={points.length > 48 ? 1 : "16%"}
        style={{ width: "100%", height: "100%", cursor: onZoom ? "crosshair" : "default", userSelect: "none" }}
        {...zoom.handlers}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          {...xAxis}
          ticks={timeTicks(times, { step, timeZone, most })}
          tickFormatter={(at: string) => tickLabel(at, { step, timeZone })}
        />
        <YAxis {...yAxis} tickFormatter={(value: number) => formatTick(value, unit)} />
        <Tooltip
          isAnimationActive={false}
          offset={14}
          cursor={kind === "bar" ? { fill: "var(--ink)", fillOpacity: 0.05 } : { stroke: "var(--faint)" }}
          content={({ active, label: at }) => {
            const point = points.find((candidate) => candidate.at === at);
            if (!active || !point) return null;
            const heading = stepLabel(point.at, { step, timeZone });
            return <ChartTooltip heading={heading} point={point} series={series} colors={colors} unit={unit} />;
          }}
        />
        {marks[kind](series, colors)}
        {zoom.selection ? (
          <ReferenceArea {...zoom.selection} fill="var(--accent)" fillOpacity={0.12} stroke="none" />
        ) : null}
      </Chart>
    </div>
  );
}
