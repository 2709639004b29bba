"use client";

import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type SegmentedProps<Value extends string> = {
  readonly label: string;
  /** Empty while it is not known yet. */
  readonly value: Value | "";
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly hint?: string }[];
  readonly onChange: (value: Value) => void;
  readonly className?: string;
};

/** Two to five choices of which one always holds: a range, a split, a theme. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, options, onChange, className } = props;

  /** Pressing the chosen one again would leave none: the empty value names no option and changes nothing. */
  function choose(next: string) {
    const found = options.find((option) => option.value === next);
    if (found) onChange(found.value);
  }

  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={choose}
      className={classNames(
        "inline-flex h-8 items-center rounded-md border border-line-strong bg-surface p-0.5",
        className,
      )}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          data-hint={option.hint}
          aria-label={option.hint}
          className={classNames(
            "inline-flex h-full min-w-6 items-center justify-center rounded-sm px-2 font-medium text-muted text-sm",
            "transition-colors duration-140 hover:text-ink data-[state=on]:bg-ink/8 data-[state=on]:text-ink",
            "[&_svg]:size-4 [&_svg]:stroke-[1.75]",
          )}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
