import { setup } from "#lib/management/installation/setup.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const POST = managementRoute(setup);
