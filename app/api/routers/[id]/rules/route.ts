import { createRule } from "#lib/management/rules/create-rule.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const POST = managementRoute(createRule);
