"use client";

import { ListFilterIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import type { Choice, FreeChoice } from "./choice-list.tsx";
import { FilterChip } from "./filter-chip.tsx";
import { LazyChoiceList } from "./lazy-choice-list.tsx";

export type Filter = {
  /** Its name in the address. */
  readonly id: string;
  /** The subject of the sentence on its chip: "Status" in "Status is error". */
  readonly label: string;
  /** Default `is`. */
  readonly verb?: string;
  readonly choices: readonly Choice[];
  /** Where values beside the choices make sense. */
  readonly free?: FreeChoice;
};

type FilterBarProps = {
  readonly filters: readonly Filter[];
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly onChange: (id: string, value: string | undefined) => void;
};

/** The filters that are on, each a sentence, and the way to one more. */
export function FilterBar({ filters, values, onChange }: FilterBarProps) {
  const on = filters.filter(({ id }) => values[id] !== undefined);
  const off = filters.filter(({ id }) => values[id] === undefined);
  return (
    <>
      {on.map((filter) => (
        <FilterChip
          key={filter.id}
          filter={filter}
          value={values[filter.id] ?? ""}
          onChange={(value) => onChange(filter.id, value)}
        />
      ))}
      {off.length === 0 ? null : <AddFilter filters={off} onChange={onChange} />}
    </>
  );
}

/** Two steps in one place: which filter, then which value. */
function AddFilter({ filters, onChange }: Pick<FilterBarProps, "filters" | "onChange">) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Filter>();

  function toggle(next: boolean) {
    setOpen(next);
    setChosen(undefined);
  }

  const subjects = filters.map(({ id, label }) => ({ value: id, label }));
  return (
    <Popover open={open} onOpenChange={toggle}>
      <PopoverTrigger asChild>
        <Button>
          <ListFilterIcon aria-hidden="true" />
          Filter
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Add a filter" className="w-60 p-0">
        {chosen === undefined ? (
          <LazyChoiceList
            label="Filter by"
            choices={subjects}
            onChoose={(id) => setChosen(filters.find((filter) => filter.id === id))}
          />
        ) : (
          <LazyChoiceList
            key={chosen.id}
            label={`${chosen.label} ${chosen.verb ?? "is"}`}
            choices={chosen.choices}
            free={chosen.free}
            onChoose={(value) => {
              toggle(false);
              onChange(chosen.id, value);
            }}
          />
        )}
      </PopoverContent>
    </Popover>
  );
}
