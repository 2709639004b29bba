"use client";

import { useShallowQuery } from "#components/data-table/use-shallow-query.ts";
import { Button } from "#components/ui/button.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import type { KeyView } from "#lib/management/keys/key-view.ts";
import type { KeyActivity } from "#lib/management/keys/read-key-activity.ts";
import type { KeyChoices } from "#lib/management/keys/read-key-choices.ts";
import { KeyFigures } from "./key-figures.tsx";
import { KeyMenu } from "./key-menu.tsx";
import { KeyRules } from "./key-rules.tsx";
import { LazyEditKey } from "./lazy-forms.tsx";

type KeyPageProps = {
  readonly value: KeyView;
  readonly activity: KeyActivity;
  readonly choices: KeyChoices;
  readonly canEdit: boolean;
};

/** One key: whether it works, what it has spent, what it may do. */
export function KeyPage({ value, activity, choices, canEdit }: KeyPageProps) {
  const { query, change } = useShallowQuery();
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: "Keys", href: "/keys" }]}
        title={value.name}
        description={<span className="code text-sm">{value.hint}</span>}
        actions={
          canEdit ? (
            <>
              <KeyMenu value={value} leaveTo="/keys" />
              <Button variant="primary" onClick={() => change({ edit: "key" })}>
                Edit
              </Button>
            </>
          ) : undefined
        }
      />
      <KeyFigures value={value} activity={activity} />
      <KeyRules value={value} choices={choices} />
      <LazyEditKey
        open={canEdit && query.get("edit") === "key"}
        onClose={() => change({ edit: undefined })}
        value={value}
        choices={choices}
      />
    </Page>
  );
}
