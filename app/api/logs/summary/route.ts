import { getSummary } from "#lib/management/logs/get-summary.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getSummary);
