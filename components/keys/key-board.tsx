"use client";

import { PlusIcon } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import { SearchField } from "#components/data-table/search-field.tsx";
import { type KeysetPage, useKeysetList } from "#components/data-table/use-keyset-list.ts";
import { useShallowQuery } from "#components/data-table/use-shallow-query.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import type { KeyView } from "#lib/management/keys/key-view.ts";
import type { KeyChoices } from "#lib/management/keys/read-key-choices.ts";
import { keyColumns } from "./key-columns.tsx";
import { LazyCreateKey } from "./lazy-forms.tsx";

type KeyBoardProps = {
  readonly first: KeysetPage<KeyView>;
  readonly choices: KeyChoices;
  readonly gatewayUrl: string;
  /** Whose keys the reader may change: everybody's, their own, or nobody's. */
  readonly edits: "all" | "own" | "none";
  readonly userId: string;
};

/** The page of all keys. Search and the drawer for a new one are part of its address. */
export function KeyBoard({ first, choices, gatewayUrl, edits, userId }: KeyBoardProps) {
  const { query, change } = useShallowQuery();
  const { rows, more } = useKeysetList({ path: "/keys?limit=200", first });
  const search = query.get("search") ?? "";
  const columns = useMemo(
    () =>
      keyColumns({
        routers: new Map(choices.routers.map(({ id, name }) => [id, name])),
        mayEdit: (key) => edits === "all" || (edits === "own" && key.userId === userId),
      }),
    [choices, edits, userId],
  );
  const found = useMemo(() => rows.filter((key) => contains(key, search)), [rows, search]);
  const create = (
    <Button variant="primary" onClick={() => change({ new: "key" })}>
      <PlusIcon aria-hidden="true" />
      Create key
    </Button>
  );
  const isEmpty = rows.length === 0;

  return (
    <Page layout="fill">
      <PageHeader title="Keys" actions={edits === "none" || isEmpty ? undefined : create} />
      <DataTable
        id="keys"
        label="Keys"
        columns={columns}
        content={{ kind: "rows", rows: found }}
        rowId={rowId}
        rowHref={hrefOf}
        more={search === "" ? more : { kind: "none" }}
        toolbar={
          isEmpty ? undefined : (
            <SearchField
              label="Search keys"
              value={search}
              onChange={(text) => change({ search: text }, { history: "replace" })}
            />
          )
        }
        empty={
          isEmpty ? (
            <EmptyState title="No keys yet" {...(edits === "none" ? {} : { action: create })}>
              A key is what your applications send to the gateway in place of a provider’s own. It says which models
              they may use and how much they may spend.
            </EmptyState>
          ) : (
            <EmptyState title="No key has that in its name">
              Search for a part of its name or of its first letters.
            </EmptyState>
          )
        }
      />
      <LazyCreateKey
        open={edits !== "none" && query.get("new") === "key"}
        onClose={() => change({ new: undefined })}
        choices={choices}
        gatewayUrl={gatewayUrl}
      />
    </Page>
  );
}

function rowId(key: KeyView): string {
  return key.id;
}

function hrefOf(key: KeyView): string {
  return `/keys/${key.id}`;
}

function contains({ name, hint }: KeyView, search: string): boolean {
  return `${name} ${hint}`.toLowerCase().includes(search.trim().toLowerCase());
}
