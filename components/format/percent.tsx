import { formatPercent } from "./format-number.ts";
import { Unknown } from "./unknown.tsx";

type PercentProps = {
  /** Between 0 and 1; null when there was nothing to take a share of. */
  readonly share: number | null;
  readonly absent?: string;
  readonly className?: string;
};

export function Percent({ share, absent = "Nothing to compare in this range", className }: PercentProps) {
  if (share === null) return <Unknown reason={absent} />;
  return (
    <data value={share} className={className}>
      {formatPercent(share)}
    </data>
  );
}
