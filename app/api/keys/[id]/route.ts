import { deleteKey } from "#lib/management/keys/delete-key.ts";
import { getKey } from "#lib/management/keys/get-key.ts";
import { updateKey } from "#lib/management/keys/update-key.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getKey);
export const PUT = managementRoute(updateKey);
export const DELETE = managementRoute(deleteKey);
