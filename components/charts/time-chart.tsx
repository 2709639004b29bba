"use client";

import { ChartNoAxesColumnIcon, TableIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import { ChartTable } from "./chart-table.tsx";
import { colorsOf } from "./colors.ts";
import { type ChartData, foldSeries } from "./series.ts";
import type { PlotProps, ZoomRange } from "./time-plot.tsx";
import type { TimeStep } from "./time-ticks.ts";
import { addsUp, type ChartUnit } from "./units.ts";

type TimeChartProps = ChartData & {
  readonly title: string;
  readonly note?: ReactNode;
  readonly unit: ChartUnit;
  readonly step: TimeStep;
  /** Bars for what is counted per step, areas for many steps, lines for what does not add up. */
  readonly kind: "bar" | "area" | "line";
  readonly heightPx?: number;
  /** Splits and links, left of the table's toggle. */
  readonly actions?: ReactNode;
  /** Drawing over a stretch of time asks for it. */
  readonly onZoom?: (range: ZoomRange) => void;
};

/** The drawing library comes when a chart does; its room is kept from the first paint on. */
const TimePlot = dynamic<PlotProps>(() => import("./time-plot.tsx").then((module) => module.TimePlot), {
  ssr: false,
  loading: () => <div className="size-full animate-breathe rounded-sm bg-ink/3" />,
});

export function TimeChart(props: TimeChartProps) {
  const { title, note, unit, step, kind, heightPx = 220, actions, onZoom, series, points } = props;
  const [form, setForm] = useState<"chart" | "table">("chart");
  const data = useMemo(() => foldSeries({ series, points }), [series, points]);
  const colors = useMemo(() => colorsOf(data.series), [data]);
  const drawn = { ...data, colors, unit, step };
  const next = form === "chart" ? "table" : "chart";
  return (
    <Panel className="flex flex-col">
      <PanelHeader
        title={title}
        note={note}
        actions={
          <>
            {actions}
            <Button
              variant="ghost"
              size="icon-small"
              aria-label={`Show ${title} as a ${next}`}
              data-hint={`Show as a ${next}`}
              onClick={() => setForm(next)}
            >
              {form === "chart" ? <TableIcon aria-hidden="true" /> : <ChartNoAxesColumnIcon aria-hidden="true" />}
            </Button>
          </>
        }
      />
      {form === "table" ? (
        <ChartTable {...drawn} label={title} heightPx={heightPx} />
      ) : (
        <div className="flex flex-1 flex-col px-4 pb-3">
          {data.series.length > 1 ? <ChartLegend {...drawn} totals={addsUp(unit) ? "shown" : "hidden"} /> : null}
          {/* Grows, so that of two beside each other both end on the same line. */}
          <div className="relative flex-1" style={{ minHeight: heightPx }}>
            <TimePlot {...drawn} kind={kind} label={title} {...(onZoom ? { onZoom } : {})} />
          </div>
        </div>
      )}
    </Panel>
  );
}
