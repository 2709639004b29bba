"use client";

import { useEffect, useRef } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { optionClasses } from "#components/ui/floating.ts";

export type Suggestion = {
  readonly value: string;
  /** Said beside it, quietly. */
  readonly note?: string;
};

type SuggestionListProps = {
  readonly id: string;
  readonly label: string;
  readonly suggestions: readonly Suggestion[];
  /** -1 for none. */
  readonly active: number;
  readonly onChoose: (value: string) => void;
};

/** Below the field that has the focus, which keeps it all the while. */
export function SuggestionList({ id, label, suggestions, active, onChoose }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
    if (active < 0) list.current?.scrollTo({ top: 0 });
  }, [active]);

  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      hidden={suggestions.length === 0}
      className="absolute inset-x-0 top-full z-20 mt-1 max-h-58 overflow-y-auto rounded-md border border-line-strong bg-raised p-1 shadow-float"
    >
      {suggestions.map(({ value, note }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses from the field, which names the active option
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
        <div
          key={value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          data-highlighted={index === active ? "" : undefined}
          // The press must not take the focus from the field: leaving it would close this list first.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(value)}
          className={classNames(optionClasses, "hover:bg-ink/6")}
        >
          <span className="code min-w-0 flex-1 truncate">{value}</span>
          {note === undefined ? null : <span className="shrink-0 text-muted text-xs">{note}</span>}
        </div>
      ))}
    </div>
  );
}
