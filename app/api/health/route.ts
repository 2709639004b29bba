import { getHealth } from "#lib/management/system/get-health.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getHealth);
