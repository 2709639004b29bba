import { openApiRoute } from "#lib/server/openapi-route.ts";

export const GET = openApiRoute;
