import { createInvite } from "#lib/management/invites/create-invite.ts";
import { listInvites } from "#lib/management/invites/list-invites.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listInvites);
export const POST = managementRoute(createInvite);
