import { getUsageSeries } from "#lib/management/logs/get-usage-series.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getUsageSeries);
