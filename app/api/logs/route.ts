import { listLogs } from "#lib/management/logs/list-logs.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listLogs);
