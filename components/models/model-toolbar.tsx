"use client";

import { useCallback, useMemo } from "react";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { SearchField } from "#components/data-table/search-field.tsx";
import type { useShallowQuery } from "#components/data-table/use-shallow-query.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { ModelList } from "#lib/management/models/model-list.ts";
import { modelFilters } from "./model-filters.ts";
import { modelValues } from "./model-query.ts";
import { capabilityWords } from "./model-words.ts";

type ModelToolbarProps = Pick<ReturnType<typeof useShallowQuery>, "query" | "change"> & {
  readonly list: ModelList;
  readonly titles: Readonly<Record<string, string>>;
};

const free = { id: "free", label: "Free", hint: "Costs nothing" };
const here = { id: "here", label: "Works here", hint: "Served by a connected provider" };

/** Search and filters. What is only on or off is one press; what has a value is a chip. */
export function ModelToolbar({ list, titles, query, change }: ModelToolbarProps) {
  const filters = useMemo(() => modelFilters(list, titles), [list, titles]);
  const values = Object.fromEntries(modelValues.map((name) => [name, query.get(name) ?? undefined]));
  const searchFor = useCallback((text: string) => change({ search: text }, { history: "replace" }), [change]);
  const flags = list.connections.length === 0 ? [free, ...capabilityWords] : [here, free, ...capabilityWords];
  return (
    <>
      <SearchField label="Search models" value={query.get("search") ?? ""} onChange={searchFor} />
      <fieldset className="flex min-w-0 gap-1.5 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:py-0.5">
        <legend className="sr-only">Only models that are or can</legend>
        {flags.map(({ id, label, hint }) => {
          const on = query.get(id) === "true";
          return (
            <Flag
              key={id}
              label={label}
              hint={hint}
              on={on}
              onToggle={() => change({ [id]: on ? undefined : "true" })}
            />
          );
        })}
      </fieldset>
      <FilterBar filters={filters} values={values} onChange={(id, value) => change({ [id]: value })} />
    </>
  );
}

type FlagProps = {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onToggle: () => void;
};

function Flag({ label, hint, on, onToggle }: FlagProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      data-hint={hint}
      onClick={onToggle}
      className={classNames(
        "h-8 shrink-0 whitespace-nowrap rounded-md border px-2.5 text-sm transition-colors duration-140 max-md:h-9",
        on ? "border-accent/50 bg-accent/8 font-medium text-accent" : "text-muted hover:bg-ink/4 hover:text-ink",
      )}
    >
      {label}
    </button>
  );
}
