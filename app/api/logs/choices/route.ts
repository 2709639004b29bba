import { listLogChoices } from "#lib/management/logs/list-log-choices.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listLogChoices);
