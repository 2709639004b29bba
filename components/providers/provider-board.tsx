"use client";

import { PlusIcon } from "lucide-react";
import { useShallowQuery } from "#components/data-table/use-shallow-query.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { ProviderKind } from "#lib/management/providers/list-provider-kinds.ts";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import { LazyAddProvider } from "./lazy-forms.tsx";
import { type ProviderFacts, ProviderTable } from "./provider-table.tsx";

type ProviderBoardProps = {
  readonly providers: readonly ProviderView[];
  readonly facts: Readonly<Record<string, ProviderFacts>>;
  readonly kinds: readonly ProviderKind[];
  readonly canEdit: boolean;
};

/** The page of all providers. The drawer for a new one is part of its address: `?new=provider&kind=openai`. */
export function ProviderBoard({ providers, facts, kinds, canEdit }: ProviderBoardProps) {
  const { query, change } = useShallowQuery();
  const kind = query.get("kind");
  const add = (
    <Button variant="primary" onClick={() => change({ new: "provider" })}>
      <PlusIcon aria-hidden="true" />
      Add provider
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title="Providers"
        description={
          providers.length > 1 ? "A model that several of them offer is asked for from top to bottom." : undefined
        }
        actions={canEdit && providers.length > 0 ? add : undefined}
      />
      {providers.length === 0 ? (
        <Panel>
          <EmptyState title="No providers yet" {...(canEdit ? { action: add } : {})}>
            Connect one with its API key, and its models can be asked for through the gateway. Without a key at hand,
            the simulator answers for every OpenAI model.
          </EmptyState>
        </Panel>
      ) : (
        <ProviderTable providers={providers} facts={facts} canEdit={canEdit} />
      )}
      <LazyAddProvider
        open={canEdit && query.get("new") === "provider"}
        onClose={() => change({ new: undefined, kind: undefined })}
        kinds={kinds}
        kind={kinds.find((known) => known.kind === kind)}
        onKind={(next) => change({ kind: next })}
      />
    </Page>
  );
}
