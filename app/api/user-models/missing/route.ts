import { listMissingModels } from "#lib/management/models/list-missing-models.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listMissingModels);
