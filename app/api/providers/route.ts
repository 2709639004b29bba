import { createProvider } from "#lib/management/providers/create-provider.ts";
import { listProviders } from "#lib/management/providers/list-providers.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listProviders);
export const POST = managementRoute(createProvider);
