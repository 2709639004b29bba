import { getLog } from "#lib/management/logs/get-log.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getLog);
