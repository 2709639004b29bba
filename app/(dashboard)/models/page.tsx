import type { Metadata } from "next";
import { ModelBrowser } from "#components/models/model-browser.tsx";
import { readModelList } from "#lib/management/models/model-list.ts";
import { listProviderKinds } from "#lib/management/providers/list-provider-kinds.ts";
import { hasRole } from "#lib/management/roles.ts";
import { requirePageSession } from "#lib/server/page-session.ts";

export const metadata: Metadata = { title: "Models" };

/** All models at once: the browser filters and sorts them without asking. */
export default async function ModelsPage() {
  const { context } = await requirePageSession();
  const { catalog, clock } = context.services;
  const list = await readModelList(context);
  const kinds = new Map(listProviderKinds(catalog).map(({ kind, title }) => [kind, title]));
  const providers = [...new Set(list.models.map(({ provider }) => provider))];
  const titles = providers.map((provider) => [provider, kinds.get(provider) ?? provider] as const);
  return (
    <ModelBrowser
      list={list}
      titles={Object.fromEntries(titles.toSorted(([, one], [, other]) => one.localeCompare(other, "en")))}
      today={new Date(clock.nowMs()).toISOString().slice(0, 10)}
      canEdit={hasRole(context.actor.role, "admin")}
    />
  );
}
