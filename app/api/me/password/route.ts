import { changePassword } from "#lib/management/auth/change-password.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const PUT = managementRoute(changePassword);
