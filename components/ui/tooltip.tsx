"use client";

import { Tooltip as TooltipPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { tooltipClasses } from "./floating.ts";

export const TooltipProvider = TooltipPrimitive.Provider;
export const Tooltip = TooltipPrimitive.Root;
export const TooltipTrigger = TooltipPrimitive.Trigger;

/** For a tooltip with markup in it. Plain text is a `data-hint` attribute, which costs a table nothing. */
export function TooltipContent({ className, ...props }: ComponentProps<typeof TooltipPrimitive.Content>) {
  return (
    <TooltipPrimitive.Portal>
      <TooltipPrimitive.Content
        sideOffset={6}
        collisionPadding={8}
        className={classNames(tooltipClasses, "data-[state=closed]:animate-vanish animate-fade-in", className)}
        {...props}
      />
    </TooltipPrimitive.Portal>
  );
}
