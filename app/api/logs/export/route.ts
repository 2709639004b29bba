import { exportLogs } from "#lib/management/logs/export-logs.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(exportLogs);
