"use client";

import { PlusIcon } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import { type KeysetPage, useKeysetList } from "#components/data-table/use-keyset-list.ts";
import { useShallowQuery } from "#components/data-table/use-shallow-query.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import type { BudgetView } from "#lib/management/budgets/budget-view.ts";
import type { BudgetSubjects } from "#lib/management/budgets/read-budget-subjects.ts";
import { budgetColumns } from "./budget-columns.tsx";
import { LazyBudgetSheet } from "./lazy-budget-sheet.tsx";

type BudgetBoardProps = {
  readonly first: KeysetPage<BudgetView>;
  readonly subjects: BudgetSubjects;
  readonly canEdit: boolean;
};

/** The page of all budgets. The drawer is part of its address: `?new=budget`, `?edit=bud_…`. */
export function BudgetBoard({ first, subjects, canEdit }: BudgetBoardProps) {
  const { query, change } = useShallowQuery();
  const { rows, more } = useKeysetList({ path: "/budgets?limit=200", first });
  const columns = useMemo(
    () => budgetColumns({ subjects, canEdit, onEdit: (id) => change({ edit: id }) }),
    [subjects, canEdit, change],
  );
  const edited = rows.find(({ id }) => id === query.get("edit"));
  const create = (
    <Button variant="primary" onClick={() => change({ new: "budget" })}>
      <PlusIcon aria-hidden="true" />
      Create budget
    </Button>
  );
  return (
    <Page layout="fill">
      <PageHeader title="Budgets" actions={canEdit && rows.length > 0 ? create : undefined} />
      <DataTable
        id="budgets"
        label="Budgets"
        columns={columns}
        content={{ kind: "rows", rows }}
        rowId={rowId}
        more={more}
        empty={
          <EmptyState title="No budgets yet" {...(canEdit ? { action: create } : {})}>
            A budget stops requests before they cost more than you meant to spend: of the whole organization, of a
            person, a key, a router, a provider or a model.
          </EmptyState>
        }
      />
      <LazyBudgetSheet
        open={canEdit && (query.get("new") === "budget" || edited !== undefined)}
        onClose={() => change({ new: undefined, edit: undefined })}
        subjects={subjects}
        budget={edited}
      />
    </Page>
  );
}

function rowId(budget: BudgetView): string {
  return budget.id;
}
