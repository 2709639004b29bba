"use client";

import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ModelQuery } from "./model-query.ts";

type ModelsEmptyProps = { readonly query: ModelQuery; readonly onClear: () => void };

/** Nothing to list, and what to do about it. */
export function ModelsEmpty({ query, onClear }: ModelsEmptyProps) {
  const search = query.get("search");
  return (
    <EmptyState title="No model matches" action={<Button onClick={onClear}>Clear filters</Button>}>
      {search === null
        ? "No model has all of this together. Take a filter off."
        : `Nothing with “${search}” in its name or id passes these filters.`}
    </EmptyState>
  );
}
