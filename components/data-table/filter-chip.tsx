"use client";

import { XIcon } from "lucide-react";
import { useState } from "react";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import type { Filter } from "./filter-bar.tsx";
import { LazyChoiceList } from "./lazy-choice-list.tsx";

type FilterChipProps = {
  readonly filter: Filter;
  readonly value: string;
  /** Undefined takes the filter off. */
  readonly onChange: (value: string | undefined) => void;
};

/** A filter that is on, as a sentence: "Status is error". The value opens its choices, the cross takes it off. */
export function FilterChip({ filter, value, onChange }: FilterChipProps) {
  const [open, setOpen] = useState(false);
  const { label, verb = "is", choices, free } = filter;
  const word = choices.find((choice) => choice.value === value)?.label ?? value;
  return (
    <div className="flex h-8 min-w-0 items-center rounded-md border border-line-strong bg-surface text-sm max-md:h-9">
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger className="flex h-full min-w-0 items-center gap-1 rounded-l-md pr-1.5 pl-2.5 transition-colors duration-140 hover:bg-ink/4">
          <span className="whitespace-nowrap text-muted">
            {label} {verb}
          </span>
          <span className="max-w-48 truncate font-medium">{word}</span>
        </PopoverTrigger>
        <PopoverContent aria-label={`${label} ${verb}`} className="w-60 p-0">
          <LazyChoiceList
            label={`${label} ${verb}`}
            choices={choices}
            free={free}
            chosen={value}
            onChoose={(next) => {
              setOpen(false);
              onChange(next);
            }}
          />
        </PopoverContent>
      </Popover>
      <button
        type="button"
        aria-label={`Remove the filter "${label} ${verb} ${word}"`}
        onClick={() => onChange(undefined)}
        className="grid h-full w-7 shrink-0 place-items-center rounded-r-md text-muted transition-colors duration-140 hover:bg-ink/4 hover:text-ink"
      >
        <XIcon aria-hidden="true" className="size-3.5" />
      </button>
    </div>
  );
}
