import { listModels } from "#lib/management/models/list-models.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listModels);
