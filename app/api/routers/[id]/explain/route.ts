import { explainRouter } from "#lib/management/routers/explain-router.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const POST = managementRoute(explainRouter);
