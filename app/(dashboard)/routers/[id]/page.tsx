import type { Metadata } from "next";
import { RouterPage } from "#components/routers/router-page.tsx";
import { listProviders } from "#lib/management/providers/list-providers.ts";
import { hasRole } from "#lib/management/roles.ts";
import { countRouterKeys } from "#lib/management/routers/count-router-keys.ts";
import { getRouter } from "#lib/management/routers/get-router.ts";
import { getSettings } from "#lib/management/settings/get-settings.ts";
import { orNotFound } from "#lib/server/or-not-found.ts";
import { requirePageSession } from "#lib/server/page-session.ts";

export const metadata: Metadata = { title: "Router" };

type PageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function OneRouterPage({ params }: PageProps) {
  const [{ id }, { context }] = await Promise.all([params, requirePageSession()]);
  const [router, providers, keyCounts, { defaultRouterId }] = await Promise.all([
    orNotFound(getRouter(context, { id })),
    listProviders(context, { limit: 200 }),
    countRouterKeys(context),
    getSettings(context, {}),
  ]);
  return (
    <RouterPage
      router={router}
      // What the picker needs, and no more of a connection than that.
      providers={providers.data.map(({ id: value, name, enabled }) => ({
        value,
        label: enabled ? name : `${name} (disabled)`,
      }))}
      keyCount={keyCounts.get(id) ?? 0}
      defaultRouterId={defaultRouterId}
      canEdit={hasRole(context.actor.role, "admin")}
    />
  );
}
