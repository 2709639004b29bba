"use client";

import { PlusIcon } from "lucide-react";
import { useShallowQuery } from "#components/data-table/use-shallow-query.ts";
import type { SelectOption } from "#components/forms/select-field.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { RouterDetail } from "#lib/management/routers/router-view.ts";
import { LazyEditRouter, LazyRuleSheet } from "./lazy-forms.tsx";
import { RouteExplainer } from "./route-explainer.tsx";
import { RouterMenu } from "./router-menu.tsx";
import { RouterSettings } from "./router-settings.tsx";
import { RuleList } from "./rule-list.tsx";

type RouterPageProps = {
  readonly router: RouterDetail;
  readonly providers: readonly SelectOption[];
  readonly keyCount: number;
  readonly defaultRouterId: string | null;
  readonly canEdit: boolean;
};

/** One router: its rules in their order, and what holds for all of them. `?rule=new` or a rule's id opens its form. */
export function RouterPage({ router, providers, keyCount, defaultRouterId, canEdit }: RouterPageProps) {
  const { query, change } = useShallowQuery();
  const wanted = query.get("rule");
  const rule = router.rules.find(({ id }) => id === wanted);
  const isDefault = defaultRouterId === router.id;
  const add = (
    <Button variant="primary" onClick={() => change({ rule: "new" })}>
      <PlusIcon aria-hidden="true" />
      Add rule
    </Button>
  );
  const actions = (
    <>
      <RouterMenu routed={router} defaultRouterId={defaultRouterId} leaveTo="/routers" />
      <Button onClick={() => change({ edit: "router" })}>Edit</Button>
      {router.rules.length > 0 ? add : null}
    </>
  );
  const title = (
    <span className="flex flex-wrap items-center gap-2">
      {router.name}
      {isDefault ? <Badge>Default</Badge> : null}
    </span>
  );
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: "Routers", href: "/routers" }]}
        title={title}
        actions={canEdit ? actions : undefined}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {router.rules.length === 0 ? (
            <Panel>
              <EmptyState title="No rules yet" {...(canEdit ? { action: add } : {})}>
                Until a rule matches, models are asked from the providers that offer them, in their order.
              </EmptyState>
            </Panel>
          ) : (
            <RuleList router={router} canEdit={canEdit} onEdit={(id) => change({ rule: id })} />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-5 lg:sticky lg:top-6">
          <RouterSettings router={router} keyCount={keyCount} isDefault={isDefault} />
          {router.rules.length === 0 ? null : <RouteExplainer router={router} />}
        </div>
      </div>
      <LazyEditRouter
        open={canEdit && query.get("edit") === "router"}
        onClose={() => change({ edit: undefined })}
        edited={router}
      />
      <LazyRuleSheet
        open={canEdit && (wanted === "new" || rule !== undefined)}
        onClose={() => change({ rule: undefined })}
        router={router}
        providers={providers}
        rule={rule}
      />
    </Page>
  );
}
