import { getMe } from "#lib/management/auth/get-me.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getMe);
