import { formatCount, formatLatency } from "./format-number.ts";
import { Unknown } from "./unknown.tsx";

type LatencyProps = { readonly milliseconds: number | null; readonly absent?: string; readonly className?: string };

/** `840 ms`, `2.1 s`, the milliseconds on hover. */
export function Latency({ milliseconds, absent = "Not measured", className }: LatencyProps) {
  if (milliseconds === null) return <Unknown reason={absent} />;
  const exact = milliseconds < 1000 ? undefined : `${formatCount(milliseconds)} ms`;
  return (
    <data value={milliseconds} data-hint={exact} className={className}>
      {formatLatency(milliseconds)}
    </data>
  );
}
