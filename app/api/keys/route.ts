import { createKey } from "#lib/management/keys/create-key.ts";
import { listKeys } from "#lib/management/keys/list-keys.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listKeys);
export const POST = managementRoute(createKey);
