import { getOverview } from "#lib/management/overview/get-overview.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getOverview);
