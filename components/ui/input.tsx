import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** Shared by every field one types or picks in. 16 px on phones, where iOS would zoom in on anything smaller. */
export const fieldClasses = [
  "w-full min-w-0 rounded-md border border-line-strong bg-surface text-ink text-sm max-md:text-lg",
  "transition-colors duration-140 hover:border-faint/70",
  "focus-visible:border-accent focus-visible:outline-offset-[-1px]",
  "disabled:cursor-not-allowed disabled:opacity-60",
  "aria-invalid:border-bad aria-invalid:focus-visible:outline-bad",
].join(" ");

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={classNames(fieldClasses, "h-8 px-2.5 max-md:h-10", className)} {...props} />;
}
