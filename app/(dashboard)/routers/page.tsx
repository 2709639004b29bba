import type { Metadata } from "next";
import { RouterBoard } from "#components/routers/router-board.tsx";
import { hasRole } from "#lib/management/roles.ts";
import { countRouterKeys } from "#lib/management/routers/count-router-keys.ts";
import { listRouters } from "#lib/management/routers/list-routers.ts";
import { getSettings } from "#lib/management/settings/get-settings.ts";
import { requirePageSession } from "#lib/server/page-session.ts";

export const metadata: Metadata = { title: "Routers" };

export default async function RoutersPage() {
  const { context } = await requirePageSession();
  const [{ data }, keyCounts, { defaultRouterId }] = await Promise.all([
    listRouters(context, { limit: 200 }),
    countRouterKeys(context),
    getSettings(context, {}),
  ]);
  return (
    <RouterBoard
      routers={data}
      keyCounts={Object.fromEntries(keyCounts)}
      defaultRouterId={defaultRouterId}
      canEdit={hasRole(context.actor.role, "admin")}
    />
  );
}
