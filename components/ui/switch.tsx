"use client";

import { Switch as SwitchPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** Takes effect at once. What waits for a save is a checkbox. */
export function Switch({ className, ...props }: ComponentProps<typeof SwitchPrimitive.Root>) {
  return (
    <SwitchPrimitive.Root
      className={classNames(
        "relative inline-flex h-4.5 w-8 shrink-0 items-center rounded-full border border-transparent bg-faint p-0.5",
        "transition-colors duration-140 disabled:opacity-50 data-[state=checked]:bg-accent",
        "after:absolute after:-inset-1",
        className,
      )}
      {...props}
    >
      <SwitchPrimitive.Thumb className="block size-3 rounded-full bg-surface transition-transform duration-140 data-[state=checked]:translate-x-3.5 dark:bg-background" />
    </SwitchPrimitive.Root>
  );
}
