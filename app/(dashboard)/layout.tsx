import type { ReactNode } from "react";
import { RefreshProvider } from "#components/refresh/refresh-provider.tsx";
import { Shell } from "#components/shell/shell.tsx";
import { requirePageSession } from "#lib/server/page-session.ts";

export default async function DashboardLayout({ children }: { readonly children: ReactNode }) {
  // Named one by one: what else the session holds must not travel to the browser.
  const { user, organization, organizations } = await requirePageSession();
  return (
    <RefreshProvider>
      <Shell session={{ user, organization, organizations }}>{children}</Shell>
    </RefreshProvider>
  );
}
