import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const badgeVariants = cva(
  "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 font-medium text-2xs",
  {
    variants: {
      tone: {
        neutral: "border-line-strong bg-ink/3 text-muted",
        accent: "border-accent/30 bg-accent/5 text-accent",
        good: "border-good/30 bg-good/8 text-good",
        warn: "border-warn/30 bg-warn/8 text-warn",
        bad: "border-bad/30 bg-bad/8 text-bad",
        info: "border-info/30 bg-info/8 text-info",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

/** A short property of a thing ("Free", "Vision"). A state is a Status, with its shape. */
export function Badge({ className, tone, ...props }: ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span className={classNames(badgeVariants({ tone }), className)} {...props} />;
}
