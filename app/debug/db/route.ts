import { getDatabaseReport } from "#lib/management/system/get-database-report.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getDatabaseReport);
