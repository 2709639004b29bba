import { register } from "#lib/management/auth/register.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const POST = managementRoute(register);
