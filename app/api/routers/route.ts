import { createRouter } from "#lib/management/routers/create-router.ts";
import { listRouters } from "#lib/management/routers/list-routers.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listRouters);
export const POST = managementRoute(createRouter);
