import { getSettings } from "#lib/management/settings/get-settings.ts";
import { updateSettings } from "#lib/management/settings/update-settings.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getSettings);
export const PUT = managementRoute(updateSettings);
