import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

type ScrollRegionProps = ComponentProps<"section"> & { readonly label: string };

/** A part of the page that scrolls by itself. With nothing in it to focus, it must take the focus itself. */
export function ScrollRegion({ label, className, ...props }: ScrollRegionProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it, the keyboard could not scroll
      tabIndex={0}
      className={classNames("overflow-auto focus-visible:outline-offset-[-2px]", className)}
      {...props}
    />
  );
}
