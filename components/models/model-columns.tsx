"use client";

import { dataColumns } from "#components/data-table/columns.ts";
import { Tokens } from "#components/format/tokens.tsx";
import { Unknown } from "#components/format/unknown.tsx";
import type { ModelList, ModelListRow } from "#lib/management/models/model-list.ts";
import { CapabilityMarks, ModelCell, ServedBy } from "./model-cells.tsx";
import { type ModelActions, ModelMenu } from "./model-menu.tsx";
import { tokenPrice } from "./model-query.ts";
import { modeWords } from "./model-words.ts";
import { PriceCell } from "./price-cell.tsx";

type ColumnFacts = {
  readonly list: ModelList;
  readonly titles: Readonly<Record<string, string>>;
  readonly today: string;
  /** Absent for readers who may not set prices. */
  readonly actions?: ModelActions;
};

const column = dataColumns<ModelListRow>();

/** What is the same for every reader. */
const factColumns = column.columns([
  column.accessor((model) => tokenPrice(model, "inputUsdPerMtok"), {
    id: "input",
    meta: { label: "Input", hint: "USD per million tokens that go in", width: 96, align: "end", slot: "figure" },
    cell: ({ row: { original } }) => <PriceCell model={original} field="inputUsdPerMtok" side="in" />,
  }),
  column.accessor((model) => tokenPrice(model, "cachedInputUsdPerMtok"), {
    id: "cached",
    meta: { label: "Cached", hint: "USD per million tokens read from the provider's cache", width: 84, align: "end" },
    cell: ({ row: { original } }) => <PriceCell model={original} field="cachedInputUsdPerMtok" side="cached" />,
  }),
  column.accessor((model) => tokenPrice(model, "outputUsdPerMtok"), {
    id: "output",
    meta: { label: "Output", hint: "USD per million tokens that come out", width: 84, align: "end", slot: "note" },
    cell: ({ row: { original } }) => <PriceCell model={original} field="outputUsdPerMtok" side="out" />,
  }),
  column.accessor("context", {
    meta: { label: "Context", hint: "Tokens that go in and come out together", width: 88, align: "end" },
    cell: ({ row: { original } }) => (
      <Tokens count={original.context ?? null} absent="The provider states no context length" />
    ),
  }),
  column.accessor("releasedOn", {
    id: "released",
    meta: { label: "Released", width: 100, align: "end", initially: "hidden" },
    cell: ({ row: { original } }) => original.releasedOn ?? <Unknown reason="No day of release is known" />,
  }),
  column.display({
    id: "capabilities",
    meta: { label: "Capabilities", width: 236 },
    cell: ({ row: { original } }) => <CapabilityMarks model={original} />,
  }),
]);

export function modelColumns({ list, titles, today, actions }: ColumnFacts) {
  return column.columns([
    column.accessor("id", {
      id: "model",
      enableHiding: false,
      meta: { label: "Model", slot: "title" },
      cell: ({ row: { original } }) => <ModelCell model={original} today={today} actions={actions} />,
    }),
    column.accessor("provider", {
      meta: { label: "Provider", width: 116, slot: "subtitle" },
      cell: ({ row: { original } }) => titles[original.provider] ?? original.provider,
    }),
    column.display({
      id: "here",
      meta: { label: "Works here", hint: "The connected providers that serve it", width: 112 },
      cell: ({ row: { original } }) => <ServedBy model={original} connections={list.connections} />,
    }),
    column.display({
      id: "mode",
      meta: { label: "Mode", width: 108, initially: "hidden" },
      cell: ({ row: { original } }) => modeWords[original.mode],
    }),
    ...factColumns,
    ...(actions === undefined
      ? []
      : [
          column.display({
            id: "actions",
            enableHiding: false,
            meta: { label: "Actions", width: 76, align: "end" },
            cell: ({ row: { original } }) => <ModelMenu model={original} actions={actions} />,
          }),
        ]),
  ]);
}
