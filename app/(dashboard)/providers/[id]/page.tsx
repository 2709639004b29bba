import type { Metadata } from "next";
import { ProviderPage } from "#components/providers/provider-page.tsx";
import { invariant } from "#lib/core/invariant.ts";
import { listOfferedModels } from "#lib/management/models/list-reachable-models.ts";
import { getProvider } from "#lib/management/providers/get-provider.ts";
import { listProviderKinds } from "#lib/management/providers/list-provider-kinds.ts";
import { readProviderActivity } from "#lib/management/providers/read-provider-activity.ts";
import { hasRole } from "#lib/management/roles.ts";
import { orNotFound } from "#lib/server/or-not-found.ts";
import { requirePageSession } from "#lib/server/page-session.ts";

export const metadata: Metadata = { title: "Provider" };

type PageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function OneProviderPage({ params }: PageProps) {
  const [{ id }, { context }] = await Promise.all([params, requirePageSession()]);
  const [provider, activities, models] = await Promise.all([
    orNotFound(getProvider(context, { id })),
    readProviderActivity(context),
    listOfferedModels(context, id),
  ]);
  const activity = activities.get(id);
  invariant(activity, "every connection has a state");
  return (
    <ProviderPage
      provider={provider}
      activity={activity}
      models={models}
      kind={listProviderKinds(context.services.catalog).find(({ kind }) => kind === provider.kind)}
      canEdit={hasRole(context.actor.role, "admin")}
    />
  );
}
