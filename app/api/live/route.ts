import { getLive } from "#lib/management/live/get-live.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getLive);
