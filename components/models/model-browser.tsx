"use client";

import { useCallback, useMemo, useState } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import { useShallowQuery } from "#components/data-table/use-shallow-query.ts";
import { formatCount } from "#components/format/format-number.ts";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import type { ModelList, ModelListRow } from "#lib/management/models/model-list.ts";
import { LazyOwnPrice } from "./lazy-own-price.tsx";
import { modelColumns } from "./model-columns.tsx";
import { findModels, isNarrowed, modelFlags, modelValues, readOrder, writeOrder } from "./model-query.ts";
import { ModelToolbar } from "./model-toolbar.tsx";
import { nameOf } from "./model-words.ts";
import { ModelsEmpty } from "./models-empty.tsx";
import { useCatalogPrice } from "./use-catalog-price.ts";

type ModelBrowserProps = {
  readonly list: ModelList;
  /** What providers are called, by their kind. */
  readonly titles: Readonly<Record<string, string>>;
  /** The server's day, so that it and the browser agree on what is withdrawn. */
  readonly today: string;
  readonly canEdit: boolean;
};

const allFilters = Object.fromEntries(["search", ...modelFlags, ...modelValues].map((name) => [name, undefined]));

/** The page of all models: they are all here, so each letter and each filter shows at once. */
export function ModelBrowser({ list, titles, today, canEdit }: ModelBrowserProps) {
  const { query, change } = useShallowQuery();
  const [priced, setPriced] = useState<ModelListRow>();
  const [asking, setAsking] = useState(false);
  const returnToCatalog = useCatalogPrice();
  const found = useMemo(() => findModels(list.models, query, list), [list, query]);
  const order = readOrder(query);

  const setPrice = useCallback((model: ModelListRow) => {
    setPriced(model);
    setAsking(true);
  }, []);
  const columns = useMemo(
    () => modelColumns({ list, titles, today, ...(canEdit && { actions: { setPrice, returnToCatalog } }) }),
    [list, titles, today, canEdit, setPrice, returnToCatalog],
  );

  return (
    <Page layout="fill">
      <PageHeader
        title="Models"
        description={
          <>
            <span role="status">{countText(found.length, list.models.length, isNarrowed(query))}</span> of{" "}
            {Object.keys(titles).length} providers. Prices are in USD per million tokens, as of {list.asOf}.
          </>
        }
      />
      <DataTable
        id="models"
        label="Models"
        columns={columns}
        content={{ kind: "rows", rows: found }}
        rowId={nameOf}
        sorting={{
          by: "server",
          value: order ? [order] : [],
          onChange: ([next]) => change({ sort: writeOrder(next) }),
        }}
        toolbar={<ModelToolbar list={list} titles={titles} query={query} change={change} />}
        empty={<ModelsEmpty query={query} onClear={() => change(allFilters)} />}
      />
      {priced === undefined ? null : (
        <LazyOwnPrice key={nameOf(priced)} model={priced} open={asking} onClose={() => setAsking(false)} />
      )}
    </Page>
  );
}

function countText(found: number, all: number, narrowed: boolean): string {
  return narrowed ? `${formatCount(found)} of ${formatCount(all)} models` : `${formatCount(all)} models`;
}
