"use client";

import { PlusIcon } from "lucide-react";
import { useShallowQuery } from "#components/data-table/use-shallow-query.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { RouterView } from "#lib/management/routers/router-view.ts";
import { LazyNewRouter } from "./lazy-forms.tsx";
import { RouterTable } from "./router-table.tsx";

type RouterBoardProps = {
  readonly routers: readonly RouterView[];
  readonly keyCounts: Readonly<Record<string, number>>;
  readonly defaultRouterId: string | null;
  readonly canEdit: boolean;
};

/** The page of all routers. The drawer for a new one is part of its address: `?new=router`. */
export function RouterBoard({ routers, keyCounts, defaultRouterId, canEdit }: RouterBoardProps) {
  const { query, change } = useShallowQuery();
  const add = (
    <Button variant="primary" onClick={() => change({ new: "router" })}>
      <PlusIcon aria-hidden="true" />
      Create router
    </Button>
  );
  return (
    <Page>
      <PageHeader title="Routers" actions={canEdit && routers.length > 0 ? add : undefined} />
      {routers.length === 0 ? (
        <Panel>
          <EmptyState title="No routers yet" {...(canEdit ? { action: add } : {})}>
            Without one, a model is asked from the providers that offer it, in their order. A router’s rules decide
            instead: which provider serves which models, and who takes over.
          </EmptyState>
        </Panel>
      ) : (
        <RouterTable routers={routers} keyCounts={keyCounts} defaultRouterId={defaultRouterId} canEdit={canEdit} />
      )}
      <LazyNewRouter open={canEdit && query.get("new") === "router"} onClose={() => change({ new: undefined })} />
    </Page>
  );
}
