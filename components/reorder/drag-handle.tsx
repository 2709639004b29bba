"use client";

import { GripVerticalIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names.ts";

type DragHandleProps = ComponentProps<"button"> & {
  /** What it moves: "Move OpenAI". */
  readonly label: string;
  readonly held: boolean;
};

/** Where something is taken up to be moved, by pointer or with Space. */
export function DragHandle({ label, held, className, ...props }: DragHandleProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={held}
      data-hint={held ? undefined : "Drag, or press Space and the arrows"}
      className={classNames(
        "grid h-7 w-6 shrink-0 touch-none place-items-center rounded-sm text-faint transition-colors duration-140",
        "cursor-grab! hover:bg-ink/5 hover:text-ink active:cursor-grabbing! aria-pressed:bg-accent/12 aria-pressed:text-accent",
        className,
      )}
      {...props}
    >
      <GripVerticalIcon aria-hidden="true" className="size-4 stroke-[1.75]" />
    </button>
  );
}
