export type SparklineBox = { readonly width: number; readonly height: number };

/**
 * The line through the values as an SVG path, from zero up to the largest. A value that is missing breaks the
 * line; one that stands alone between gaps becomes a dot wide enough to be seen.
 */
export function sparklinePath(values: readonly (number | null)[], { width, height }: SparklineBox): string {
  const inset = 1;
  const most = Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE);
  const stepPx = values.length < 2 ? 0 : (width - 2 * inset) / (values.length - 1);
  const parts: string[] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const x = round(inset + index * stepPx);
    const y = round(height - inset - (value / most) * (height - 2 * inset));
    const joined = (values[index - 1] ?? null) !== null;
    const alone = !joined && (values[index + 1] ?? null) === null;
    parts.push(`${joined ? "L" : "M"}${x} ${y}${alone ? "h0.01" : ""}`);
  });
  return parts.join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
