import { rotateKey } from "#lib/management/keys/rotate-key.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const POST = managementRoute(rotateKey);
