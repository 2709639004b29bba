import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { fieldClasses } from "./input.tsx";

/** Grows with what is written, up to a third of the screen. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={classNames(fieldClasses, "field-sizing-content max-h-[33dvh] min-h-20 px-2.5 py-1.5", className)}
      {...props}
    />
  );
}
