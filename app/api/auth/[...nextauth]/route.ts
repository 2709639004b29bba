import { nextAuthRoute } from "#lib/server/next-auth-route.ts";

export const GET = nextAuthRoute;
export const POST = nextAuthRoute;
