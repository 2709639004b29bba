"use client";

import { useShallowQuery } from "#components/data-table/use-shallow-query.ts";
import { Button } from "#components/ui/button.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import type { ProviderKind } from "#lib/management/providers/list-provider-kinds.ts";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import type { ProviderActivity } from "#lib/management/providers/read-provider-activity.ts";
import { LazyEditProvider } from "./lazy-forms.tsx";
import { OfferedModels } from "./offered-models.tsx";
import { ProviderFigures } from "./provider-figures.tsx";
import { ProviderMenu } from "./provider-menu.tsx";
import { ProviderSettings } from "./provider-settings.tsx";
import { useProviderActions } from "./use-provider-actions.ts";

type ProviderPageProps = {
  readonly provider: ProviderView;
  readonly activity: ProviderActivity;
  readonly models: readonly string[];
  /** Absent when this version of the gateway does not know the kind any more. */
  readonly kind: ProviderKind | undefined;
  readonly canEdit: boolean;
};

/** One provider: how it does, how it is set up, what it offers. */
export function ProviderPage({ provider, activity, models, kind, canEdit }: ProviderPageProps) {
  const { query, change } = useShallowQuery();
  const { test } = useProviderActions(provider);
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: "Providers", href: "/providers" }]}
        title={provider.name}
        actions={
          canEdit ? (
            <>
              <ProviderMenu provider={provider} canSync={kind?.canSync ?? false} leaveTo="/providers" />
              <Button onClick={() => void test()}>Test</Button>
              <Button variant="primary" onClick={() => change({ edit: "provider" })}>
                Edit
              </Button>
            </>
          ) : undefined
        }
      />
      <ProviderFigures activity={activity} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <ProviderSettings provider={provider} kindTitle={kind?.title ?? provider.kind} />
        <OfferedModels provider={provider} models={models} />
      </div>
      {kind === undefined ? null : (
        <LazyEditProvider
          open={canEdit && query.get("edit") === "provider"}
          onClose={() => change({ edit: undefined })}
          provider={provider}
          kind={kind}
        />
      )}
    </Page>
  );
}
