import { deleteToken } from "#lib/management/tokens/delete-token.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const DELETE = managementRoute(deleteToken);
