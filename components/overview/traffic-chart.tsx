"use client";

import { useMemo } from "react";
import type { Overview, OverviewSplit } from "#lib/management/overview/overview-view.ts";
import { TimeChart } from "../charts/time-chart.tsx";
import { useUrlQuery } from "../data-table/use-url-query.ts";
import { Change } from "../format/change.tsx";
import { Count } from "../format/count.tsx";
import { Money } from "../format/money.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { type Measure, trafficData } from "./traffic-data.ts";

type TrafficChartProps = {
  readonly overview: Pick<Overview, "times" | "series" | "points" | "interval" | "totals" | "before">;
  readonly measure: Measure;
  readonly splitBy: OverviewSplit;
  readonly against: string;
};

const measureOptions = [
  { value: "spend", label: "Spend" },
  { value: "requests", label: "Requests" },
] as const;

const splitOptions = [
  { value: "model", label: "Model" },
  { value: "provider", label: "Provider" },
  { value: "key", label: "Key" },
  { value: "user", label: "User" },
] as const;

/** What was spent or asked when, and by whom. Drawing over a stretch makes it the range. */
export function TrafficChart({ overview, measure, splitBy, against }: TrafficChartProps) {
  const { change } = useUrlQuery();
  const data = useMemo(() => trafficData(overview, measure), [overview, measure]);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Segmented
          label="What the chart shows"
          value={measure}
          options={measureOptions}
          onChange={(value) => change({ measure: value === "spend" ? undefined : value }, { history: "replace" })}
        />
        <div className="flex items-center gap-2">
          <span className="text-muted text-xs max-sm:sr-only">Split by</span>
          <Segmented
            label="Split by"
            value={splitBy}
            options={splitOptions}
            onChange={(value) => change({ split: value === "model" ? undefined : value }, { history: "replace" })}
          />
        </div>
      </div>
      <TimeChart
        {...data}
        title={measure === "spend" ? "Spend" : "Requests"}
        note={<RangeTotal overview={overview} measure={measure} against={against} />}
        unit={measure === "spend" ? "usd" : "count"}
        step={overview.interval}
        kind="bar"
        heightPx={232}
        onZoom={({ from, to }) => change({ range: undefined, from, to })}
      />
    </div>
  );
}

function RangeTotal({ overview, measure, against }: Omit<TrafficChartProps, "splitBy">) {
  const { totals, before } = overview;
  return (
    <span className="inline-flex items-baseline gap-2">
      {measure === "spend" ? <Money usd={totals.costUsd} /> : <Count value={totals.requests} />}
      {measure === "spend" ? (
        <Change before={Number(before.costUsd)} now={Number(totals.costUsd)} against={against} />
      ) : (
        <Change before={before.requests} now={totals.requests} against={against} />
      )}
    </span>
  );
}
