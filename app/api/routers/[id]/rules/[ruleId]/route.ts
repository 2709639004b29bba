import { deleteRule } from "#lib/management/rules/delete-rule.ts";
import { updateRule } from "#lib/management/rules/update-rule.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const PUT = managementRoute(updateRule);
export const DELETE = managementRoute(deleteRule);
