import { logout } from "#lib/management/auth/logout.ts";
import { managementRoute } from "#lib/server/management-route.ts";
import { withoutSession } from "#lib/server/without-session.ts";

export const POST = withoutSession(managementRoute(logout));
