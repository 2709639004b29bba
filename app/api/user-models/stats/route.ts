import { getModelStats } from "#lib/management/models/get-model-stats.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getModelStats);
