"use client";

import Link from "next/link";
import type { LogRow } from "#lib/management/logs/log-view.ts";
import { dataColumns } from "../data-table/columns.ts";
import { Latency } from "../format/latency.tsx";
import { Money } from "../format/money.tsx";
import { Time } from "../format/time.tsx";
import { Tokens } from "../format/tokens.tsx";
import { Unknown } from "../format/unknown.tsx";
import { RequestStatus } from "../ui/request-status.tsx";

/** What ids stand for. */
export type LogNames = { readonly keys: ReadonlyMap<string, string>; readonly providers: ReadonlyMap<string, string> };

const column = dataColumns<LogRow>();

export function logColumns({ keys, providers }: LogNames, hrefOf: (row: LogRow) => string) {
  return column.columns([
    column.display({
      id: "time",
      meta: { label: "Time", width: 152, slot: "subtitle" },
      cell: ({ row: { original } }) => <Time at={original.createdAt} style="second" className="text-muted" />,
    }),
    column.display({
      id: "status",
      meta: { label: "Status", width: 128, slot: "note" },
      cell: ({ row: { original } }) => <RequestStatus status={original.status} httpStatus={original.httpStatus} />,
    }),
    column.display({
      id: "model",
      meta: { label: "Model", slot: "title" },
      cell: ({ row: { original } }) => (
        <Link href={hrefOf(original)} className="code rounded-sm hover:underline" prefetch={false}>
          {original.requestedModel}
        </Link>
      ),
    }),
    column.display({
      id: "provider",
      meta: { label: "Provider", width: 148 },
      cell: ({ row: { original } }) => <ProviderCell row={original} names={providers} />,
    }),
    column.display({
      id: "key",
      meta: { label: "Key", width: 148 },
      cell: ({ row: { original } }) => (original.keyId === null ? "" : (keys.get(original.keyId) ?? original.keyId)),
    }),
    column.display({
      id: "endpoint",
      meta: { label: "Endpoint", width: 150, initially: "hidden" },
      cell: ({ row: { original } }) => <span className="code">{original.endpoint}</span>,
    }),
    column.display({
      id: "input",
      meta: { label: "Input", hint: "Tokens that went in, cached ones included", width: 78, align: "end" },
      cell: ({ row: { original } }) => <Tokens count={original.inputTokens} />,
    }),
    column.display({
      id: "output",
      meta: { label: "Output", hint: "Tokens that came out, reasoning included", width: 78, align: "end" },
      cell: ({ row: { original } }) => <Tokens count={original.outputTokens} />,
    }),
    column.display({
      id: "ttft",
      meta: { label: "First token", width: 100, align: "end", initially: "hidden" },
      cell: ({ row: { original } }) => <Latency milliseconds={original.ttftMs} absent="Nothing came" />,
    }),
    column.display({
      id: "latency",
      meta: { label: "Latency", width: 92, align: "end" },
      cell: ({ row: { original } }) => <Latency milliseconds={original.latencyMs} />,
    }),
    column.display({
      id: "cost",
      meta: { label: "Cost", width: 104, align: "end", slot: "figure" },
      cell: ({ row: { original } }) => (
        <Money usd={original.priced ? original.costUsd : null} className="font-medium" />
      ),
    }),
  ]);
}

/** Who answered, and how many had to be asked before. */
function ProviderCell({ row, names }: { readonly row: LogRow; readonly names: ReadonlyMap<string, string> }) {
  if (row.provider === null) return <Unknown reason="No provider was asked" />;
  const others = row.attemptCount - 1;
  return (
    <span className="inline-flex max-w-full items-baseline gap-1.5">
      <span className="truncate">{names.get(row.provider) ?? row.provider}</span>
      {others > 0 ? (
        <span className="text-muted text-xs" data-hint={`${row.attemptCount} attempts`}>
          +{others}
        </span>
      ) : null}
    </span>
  );
}
