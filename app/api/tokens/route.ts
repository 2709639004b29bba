import { createToken } from "#lib/management/tokens/create-token.ts";
import { listTokens } from "#lib/management/tokens/list-tokens.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listTokens);
export const POST = managementRoute(createToken);
