import { createOrganization } from "#lib/management/organizations/create-organization.ts";
import { listOrganizations } from "#lib/management/organizations/list-organizations.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listOrganizations);
export const POST = managementRoute(createOrganization);
