import { syncProvider } from "#lib/management/providers/sync-provider.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const POST = managementRoute(syncProvider);
