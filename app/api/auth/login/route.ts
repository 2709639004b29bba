import { login } from "#lib/management/auth/login.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const POST = managementRoute(login);
