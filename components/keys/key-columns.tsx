"use client";

import Link from "next/link";
import { dataColumns } from "#components/data-table/columns.ts";
import { Time } from "#components/format/time.tsx";
import { Unknown } from "#components/format/unknown.tsx";
import type { KeyView } from "#lib/management/keys/key-view.ts";
import { KeyBudget } from "./key-budget.tsx";
import { KeyMenu } from "./key-menu.tsx";
import { KeyStatus } from "./key-status.tsx";
import { limitWords } from "./limits.ts";

const column = dataColumns<KeyView>();

type ColumnOptions = {
  /** Names of routers by their ids. */
  readonly routers: ReadonlyMap<string, string>;
  readonly mayEdit: (key: KeyView) => boolean;
};

export function keyColumns({ routers, mayEdit }: ColumnOptions) {
  return column.columns([
    column.accessor("name", {
      id: "name",
      sortFn: "text",
      meta: { label: "Name", slot: "title" },
      cell: ({ row: { original } }) => (
        <Link href={`/keys/${original.id}`} className="rounded-sm font-medium hover:underline">
          {original.name}
        </Link>
      ),
    }),
    column.display({
      id: "hint",
      meta: { label: "Key", width: 132, slot: "subtitle" },
      cell: ({ row: { original } }) => <span className="code text-muted">{original.hint}</span>,
    }),
    column.display({
      id: "state",
      meta: { label: "State", width: 176, slot: "note" },
      cell: ({ row: { original } }) => <KeyStatus value={original} />,
    }),
    column.accessor((key) => (key.routerId === null ? "" : (routers.get(key.routerId) ?? key.routerId)), {
      id: "router",
      sortFn: "text",
      meta: { label: "Router", width: 132 },
      cell: ({ row: { original }, getValue }) =>
        original.routerId === null ? (
          <Unknown reason="No router: the organization's default, else by the model's name" />
        ) : (
          <Link href={`/routers/${original.routerId}`} className="rounded-sm hover:underline">
            {getValue()}
          </Link>
        ),
    }),
    column.display({
      id: "limits",
      meta: { label: "Limits", width: 164 },
      cell: ({ row: { original } }) => <Limits value={original} />,
    }),
    column.accessor("spentUsd", {
      id: "budget",
      sortFn: "decimal",
      meta: { label: "Budget", width: 196, slot: "figure" },
      cell: ({ row: { original } }) => <KeyBudget value={original} />,
    }),
    column.accessor((key) => key.lastUsedAt ?? "", {
      id: "used",
      sortFn: "basic",
      meta: { label: "Last used", width: 104, align: "end" },
      cell: ({ row: { original } }) => <Time at={original.lastUsedAt} style="relative" absent="Never used" />,
    }),
    column.accessor("createdAt", {
      id: "created",
      sortFn: "basic",
      meta: { label: "Created", width: 112, align: "end", initially: "hidden" },
      cell: ({ row: { original } }) => <Time at={original.createdAt} style="date" />,
    }),
    column.display({
      id: "actions",
      enableHiding: false,
      meta: { label: "", width: 56, align: "end" },
      cell: ({ row: { original } }) => (mayEdit(original) ? <KeyMenu value={original} /> : null),
    }),
  ]);
}

function Limits({ value }: { readonly value: KeyView }) {
  const [first, ...more] = limitWords(value);
  if (first === undefined) return <Unknown reason="No limits" />;
  return (
    <span data-hint={more.length === 0 ? undefined : [first, ...more].join("\n")}>
      {first}
      {more.length === 0 ? null : <span className="text-muted"> +{more.length}</span>}
    </span>
  );
}
