/** One line, area or stack of bars: a provider, a model, a percentile. */
export type ChartSeries = {
  readonly id: string;
  readonly label: string;
  /** For what has a color of its own (errors, a percentile); else it follows from the id. */
  readonly color?: string;
};

/** One step of time. What was not measured is null or missing, and is drawn as a gap; zero is a measurement. */
export type ChartPoint = {
  /** ISO 8601, the beginning of the step. */
  readonly at: string;
  readonly values: Readonly<Record<string, number | null>>;
};

export type ChartData = { readonly series: readonly ChartSeries[]; readonly points: readonly ChartPoint[] };

/** The id of what stands for all the small ones together. Always neutral in color. */
export const otherId = "other";

/** Keeps the largest series, largest first, and adds up the rest: more colors than these nobody can tell apart. */
export function foldSeries({ series, points }: ChartData, most = 8): ChartData {
  const totals = new Map(series.map(({ id }) => [id, totalOf(points, id)]));
  const ranked = series.toSorted((left, right) => (totals.get(right.id) ?? 0) - (totals.get(left.id) ?? 0));
  if (ranked.length <= most) return { series: ranked, points };
  const kept = ranked.slice(0, most - 1);
  const rest = ranked.slice(most - 1);
  return {
    series: [...kept, { id: otherId, label: `Other (${rest.length})` }],
    points: points.map(({ at, values }) => ({ at, values: { ...values, [otherId]: sumOf(values, rest) } })),
  };
}

export function totalOf(points: readonly ChartPoint[], id: string): number {
  return points.reduce((total, { values }) => total + (values[id] ?? 0), 0);
}

/** Null where none of them was measured, so that a gap stays a gap. */
function sumOf(values: ChartPoint["values"], series: readonly ChartSeries[]): number | null {
  const known = series.map(({ id }) => values[id] ?? null).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
