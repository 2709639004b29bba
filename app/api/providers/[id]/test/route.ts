import { testProvider } from "#lib/management/providers/test-provider.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const POST = managementRoute(testProvider);
