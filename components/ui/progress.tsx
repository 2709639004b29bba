"use client";

import { Progress as ProgressPrimitive } from "radix-ui";
import { classNames } from "./class-names.ts";

type ProgressProps = {
  readonly label: string;
  /** Between 0 and 1. */
  readonly share: number;
  readonly tone?: "accent" | "good" | "warn" | "bad";
  readonly className?: string;
};

const tones = { accent: "bg-accent", good: "bg-good", warn: "bg-warn", bad: "bg-bad" } as const;

/** How much of something is used or done. The number belongs beside it: a bar alone says too little. */
export function Progress({ label, share, tone = "accent", className }: ProgressProps) {
  const percent = Math.min(100, Math.max(0, share * 100));
  return (
    <ProgressPrimitive.Root
      aria-label={label}
      value={percent}
      className={classNames("h-1.5 w-full overflow-hidden rounded-full bg-ink/8", className)}
    >
      <ProgressPrimitive.Indicator
        className={classNames("h-full rounded-full transition-[width] duration-160", tones[tone])}
        style={{ width: `${percent}%` }}
      />
    </ProgressPrimitive.Root>
  );
}
