import { classNames } from "../ui/class-names.ts";
import { sparklinePath } from "./sparkline-path.ts";

type SparklineProps = {
  /** What it shows, in a sentence: screen readers get this instead of the line. */
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly color?: string;
  readonly className?: string;
};

const box = { width: 72, height: 20 };

/** The shape of a figure's recent past. Without axes it says only up, down or even; the number beside it says the rest. */
export function Sparkline({ label, values, color = "var(--accent)", className }: SparklineProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${box.width} ${box.height}`}
      preserveAspectRatio="none"
      className={classNames("h-5 w-18 min-w-0", className)}
    >
      <path
        d={sparklinePath(values, box)}
        fill="none"
        stroke={color}
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
