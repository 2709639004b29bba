import { deletePrice } from "#lib/management/models/delete-price.ts";
import { setPrice } from "#lib/management/models/set-price.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const PUT = managementRoute(setPrice);
export const DELETE = managementRoute(deletePrice);
