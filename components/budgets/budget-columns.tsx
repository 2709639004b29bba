"use client";

import Link from "next/link";
import { dataColumns } from "#components/data-table/columns.ts";
import { formatMoney } from "#components/format/format-money.ts";
import { Money } from "#components/format/money.tsx";
import { Time } from "#components/format/time.tsx";
import { Unknown } from "#components/format/unknown.tsx";
import type { BudgetView } from "#lib/management/budgets/budget-view.ts";
import type { BudgetSubjects } from "#lib/management/budgets/read-budget-subjects.ts";
import { BudgetBar } from "./budget-bar.tsx";
import { BudgetMenu } from "./budget-menu.tsx";
import { scopeWords, subjectHref, subjectName } from "./budget-subject.ts";
import { periodWords } from "./period-words.ts";

const column = dataColumns<BudgetView>();

type ColumnOptions = {
  readonly subjects: BudgetSubjects;
  readonly canEdit: boolean;
  readonly onEdit: (id: string) => void;
};

export function budgetColumns({ subjects, canEdit, onEdit }: ColumnOptions) {
  return column.columns([
    column.accessor((budget) => subjectName(budget, subjects), {
      id: "subject",
      sortFn: "text",
      meta: { label: "Limits", slot: "title" },
      cell: ({ row: { original }, getValue }) => <Subject budget={original} name={getValue()} />,
    }),
    column.accessor((budget) => scopeWords[budget.scope], {
      id: "scope",
      sortFn: "text",
      meta: { label: "What", width: 116 },
      cell: ({ getValue }) => <span className="text-muted">{getValue()}</span>,
    }),
    column.display({
      id: "bar",
      meta: { label: "Used", width: 300, slot: "figure" },
      cell: ({ row: { original } }) => <Used budget={original} name={subjectName(original, subjects)} />,
    }),
    column.accessor("remainingUsd", {
      id: "left",
      sortFn: "decimal",
      meta: { label: "Left", width: 112, align: "end" },
      cell: ({ row: { original } }) => <Money usd={original.remainingUsd} className="font-medium" />,
    }),
    column.display({
      id: "mode",
      meta: { label: "When spent", width: 116 },
      cell: ({ row: { original } }) => (original.mode === "hard" ? "Refuses" : "Alerts only"),
    }),
    column.accessor((budget) => budget.resetsAt ?? "", {
      id: "resets",
      sortFn: "basic",
      meta: { label: "Begins anew", width: 120, align: "end" },
      cell: ({ row: { original } }) =>
        original.resetsAt === null ? (
          <Unknown reason="Never: it counts in total" />
        ) : (
          <Time at={original.resetsAt} style="relative" />
        ),
    }),
    column.display({
      id: "actions",
      enableHiding: false,
      meta: { label: "", width: 56, align: "end" },
      cell: ({ row: { original } }) =>
        canEdit ? (
          <BudgetMenu budget={original} name={subjectName(original, subjects)} onEdit={() => onEdit(original.id)} />
        ) : null,
    }),
  ]);
}

function Subject({ budget, name }: { readonly budget: BudgetView; readonly name: string }) {
  const href = subjectHref(budget);
  if (budget.scope === "model") return <span className="code">{name}</span>;
  if (href === undefined) return <span className="font-medium">{name}</span>;
  return (
    <Link href={href} className="rounded-sm font-medium hover:underline">
      {name}
    </Link>
  );
}

function Used({ budget, name }: { readonly budget: BudgetView; readonly name: string }) {
  return (
    <span className="flex flex-col gap-1">
      <span className="flex items-baseline justify-between gap-2 text-xs leading-4">
        <span>
          {formatMoney(budget.spentUsd)}
          <span className="text-muted">
            {" "}
            of {formatMoney(budget.limitUsd)} {periodWords[budget.period]}
          </span>
        </span>
        {budget.heldUsd === "0" ? null : <span className="text-muted">{formatMoney(budget.heldUsd)} held</span>}
      </span>
      <BudgetBar amounts={budget} label={`Budget of ${name}`} className="h-1 max-md:w-40" />
    </span>
  );
}
