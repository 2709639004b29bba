import type { Metadata } from "next";
import { ProviderBoard } from "#components/providers/provider-board.tsx";
import { countOfferedModels } from "#lib/management/models/list-reachable-models.ts";
import { listProviderKinds } from "#lib/management/providers/list-provider-kinds.ts";
import { listProviders } from "#lib/management/providers/list-providers.ts";
import { readProviderActivity } from "#lib/management/providers/read-provider-activity.ts";
import { hasRole } from "#lib/management/roles.ts";
import { requirePageSession } from "#lib/server/page-session.ts";

export const metadata: Metadata = { title: "Providers" };

export default async function ProvidersPage() {
  const { context } = await requirePageSession();
  const [{ data }, activity, modelCounts] = await Promise.all([
    listProviders(context, { limit: 200 }),
    readProviderActivity(context),
    countOfferedModels(context),
  ]);
  const kinds = listProviderKinds(context.services.catalog);
  // As the gateway asks them: by priority, the older one first where two are equal.
  const providers = data.toSorted((one, other) => one.priority - other.priority || (one.id < other.id ? -1 : 1));
  const facts = providers.flatMap(({ id, slug, kind: name }) => {
    const known = activity.get(id);
    const kind = kinds.find(({ kind: other }) => other === name);
    const shared = { kindTitle: kind?.title ?? name, canSync: kind?.canSync ?? false };
    return known ? [[id, { ...shared, activity: known, modelCount: modelCounts.get(slug) ?? 0 }] as const] : [];
  });
  return (
    <ProviderBoard
      providers={providers}
      facts={Object.fromEntries(facts)}
      kinds={kinds}
      canEdit={hasRole(context.actor.role, "admin")}
    />
  );
}
