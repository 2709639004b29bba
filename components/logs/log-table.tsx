"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { LogChoices } from "#lib/management/logs/list-log-choices.ts";
import type { LogRow } from "#lib/management/logs/log-view.ts";
import { DataTable } from "../data-table/data-table.tsx";
import { FilterBar } from "../data-table/filter-bar.tsx";
import { SearchField } from "../data-table/search-field.tsx";
import type { KeysetPage } from "../data-table/use-keyset-list.ts";
import { useUrlQuery } from "../data-table/use-url-query.ts";
import { logColumns } from "./log-columns.tsx";
import { logFilters } from "./log-filters.ts";
import { type FilterValues, withFilters } from "./log-query.ts";
import { LogsEmpty } from "./logs-empty.tsx";
import { NewRows } from "./new-rows.tsx";
import { TailSwitch } from "./tail-switch.tsx";
import { useAtTop } from "./use-at-top.ts";
import { useLogTail } from "./use-log-tail.ts";

export type LogTableProps = {
  readonly first: KeysetPage<LogRow>;
  readonly version: string;
  readonly choices: LogChoices;
  /** The chips and the search, as they stand in the address. */
  readonly values: FilterValues;
  readonly search: string;
  /** All that the list is narrowed to, the time among it, as the API takes it. */
  readonly filters: Readonly<Record<string, string>>;
};

/** The log while it happens: new requests come in on top, older ones on demand. */
export function LogTable({ first, version, choices, values, search, filters }: LogTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [mode, setMode] = useState<"on" | "paused">("on");
  const { change } = useUrlQuery();
  const reached = useRef<() => void>(() => undefined);
  const isAtTop = useAtTop({ frame, onReach: useCallback(() => reached.current(), []) });
  const { rows, more, state, held } = useLogTail({
    path: withFilters("/logs", filters),
    first,
    version,
    mode,
    isAtTop,
  });
  useEffect(() => {
    reached.current = () => (held.count > 0 ? held.show() : undefined);
  });

  const columns = useMemo(() => {
    const keys = new Map(choices.keys.map(({ value, label }) => [value, label]));
    const providers = new Map(choices.providers.map(({ value, label }) => [value, label]));
    return logColumns({ keys, providers }, hrefOf);
  }, [choices]);
  const filterList = useMemo(() => logFilters(choices), [choices]);
  const searchFor = useCallback((text: string) => change({ search: text }, { history: "replace" }), [change]);

  return (
    <div ref={frame} className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <NewRows held={held} frame={frame} />
      <DataTable
        id="logs"
        label="Requests"
        columns={columns}
        content={{ kind: "rows", rows }}
        rowId={rowId}
        rowHref={hrefOf}
        more={more}
        toolbar={
          <>
            <SearchField label="Search requests" value={search} onChange={searchFor} />
            <FilterBar filters={filterList} values={values} onChange={(id, value) => change({ [id]: value })} />
            <TailSwitch state={state} onChange={setMode} />
          </>
        }
        empty={<LogsEmpty isFiltered={Object.keys(filters).length > 0} />}
      />
    </div>
  );
}

function rowId({ id }: LogRow): string {
  return id;
}

function hrefOf({ id }: LogRow): string {
  return `/logs/${id}`;
}
