import { deleteProvider } from "#lib/management/providers/delete-provider.ts";
import { getProvider } from "#lib/management/providers/get-provider.ts";
import { updateProvider } from "#lib/management/providers/update-provider.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getProvider);
export const PUT = managementRoute(updateProvider);
export const DELETE = managementRoute(deleteProvider);
