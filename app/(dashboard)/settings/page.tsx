import type { Metadata } from "next";
import { SettingsForm } from "#components/settings/settings-form.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { hasRole } from "#lib/management/roles.ts";
import { listRouters } from "#lib/management/routers/list-routers.ts";
import { getSettings } from "#lib/management/settings/get-settings.ts";
import { requirePageSession } from "#lib/server/page-session.ts";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { context } = await requirePageSession();
  const [settings, routers] = await Promise.all([getSettings(context, {}), listRouters(context, { limit: 200 })]);
  return (
    <Page>
      <PageHeader title="Settings" />
      <SettingsForm
        settings={settings}
        routers={routers.data.map(({ id, name }) => ({ id, name }))}
        canEdit={hasRole(context.actor.role, "admin")}
      />
    </Page>
  );
}
