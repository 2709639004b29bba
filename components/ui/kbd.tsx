import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={classNames(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line-strong px-1 font-sans text-2xs text-muted",
        className,
      )}
      {...props}
    />
  );
}
