/** A duration as it lately was: each new figure counts for three tenths of it. */
export type MovingAverage = { readonly valueMs: number; readonly atMs: number };

const newestShare = 0.3;
/** An older figure says nothing of now. */
const staleMs = 300_000;

export function withFigure(average: MovingAverage | undefined, figureMs: number, nowMs: number): MovingAverage {
  const known = currentFigure(average, nowMs);
  const valueMs = known === undefined ? figureMs : known + newestShare * (figureMs - known);
  return { valueMs, atMs: nowMs };
}

export function currentFigure(average: MovingAverage | undefined, nowMs: number): number | undefined {
  return average && nowMs - average.atMs < staleMs ? average.valueMs : undefined;
}
