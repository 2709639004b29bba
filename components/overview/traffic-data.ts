import type { Overview } from "#lib/management/overview/overview-view.ts";
import type { ChartData } from "../charts/series.ts";

export const measures = ["spend", "requests"] as const;
export type Measure = (typeof measures)[number];

type Traffic = Pick<Overview, "times" | "series" | "points">;

/** The sums as a chart draws them. A step without requests is zero, not unknown: nothing was asked for. */
export function trafficData({ times, series, points }: Traffic, measure: Measure): ChartData {
  const byTime = new Map<string, Record<string, number>>();
  for (const point of points) {
    const values = byTime.get(point.at) ?? {};
    values[point.key] = measure === "spend" ? Number(point.costUsd) : point.requests;
    byTime.set(point.at, values);
  }
  const zeros = Object.fromEntries(series.map(({ key }) => [key, 0]));
  return {
    series: series.map(({ key, label }) => ({ id: key, label })),
    points: times.map((at) => ({ at, values: { ...zeros, ...byTime.get(at) } })),
  };
}

/** All series together, step by step, for a sparkline. */
export function trafficLine(traffic: Traffic, measure: Measure): readonly number[] {
  return trafficData(traffic, measure).points.map(({ values }) =>
    Object.values(values).reduce<number>((sum, value) => sum + (value ?? 0), 0),
  );
}
