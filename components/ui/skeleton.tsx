import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** Holds the place of what is on its way, at the size it will have. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div aria-hidden="true" className={classNames("h-3 animate-breathe rounded-sm bg-ink/8", className)} {...props} />
  );
}
