import { deleteRouter } from "#lib/management/routers/delete-router.ts";
import { getRouter } from "#lib/management/routers/get-router.ts";
import { updateRouter } from "#lib/management/routers/update-router.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(getRouter);
export const PUT = managementRoute(updateRouter);
export const DELETE = managementRoute(deleteRouter);
